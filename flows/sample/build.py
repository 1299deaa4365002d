"""Build the files of the sample from the hand-written tables: ``python -m flows.sample.build``.

The same tables give the same bytes. What is written by hand lies in ``written/``; sites, days, ratings and
touchpoints are drawn here, and further comments are joined from whole written ones of one theme and mood.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from numpy.random import default_rng

from flows.sample import files, measures, mix, place, planted, rows, soil, written

_SEED: Final = 20261031
_BROKEN_LINE: Final = 137
_ROSTER: Final = (
    "employee_id", "name", "english_name", "aliases", "title", "department", "site", "active_from", "active_to",
)  # fmt: skip


def build(folder: Path) -> None:
    """Write inbox, roster, consent, KPIs and ``planted.toml`` into a folder."""
    by_file = _rows()
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    files.write_survey(inbox / "survey_2026.csv", by_file["survey"])
    files.write_reviews(inbox / "reviews.xlsx", by_file["reviews"])
    files.write_chat(inbox / "chat.jsonl", by_file["chat"], broken=_BROKEN_LINE)
    files.write_employees(inbox / "employees.csv", by_file["employees"])
    files.write_table(folder / "kpis.csv", measures.HEADER, measures.measures(default_rng(_SEED + 1)))
    people = list(written.table("roster"))
    files.write_table(folder / "roster.csv", _ROSTER, ([row[name] for name in _ROSTER] for row in people))
    files.write_table(
        folder / "consent.csv", ("employee_id", "consent", "active_from", "active_to"), _consents(people)
    )
    head = (
        "# What was planted in the sample, counted by flows/sample/build.py. README.md says it in words.\n\n"
    )
    (folder / "planted.toml").write_text(head + planted.to_toml(planted.planted(by_file)), encoding="utf-8")


def _rows() -> dict[rows.File, list[rows.Row]]:
    rng = default_rng(_SEED)
    by_hand = written.comments()
    weights = place.site_weights(rng)
    placed = place.place(by_hand, weights, rng)
    clean = placed + mix.Mixer(by_hand, rng).fill(placed, weights)
    dirty = soil.soil(clean, written.dirt(), weights, rng)
    return rows.sort_into(clean + dirty, rng)


def _consents(people: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield each employee's yes or no once; a withdrawal is a yes that ended and a no from then on."""
    seen: set[str] = set()
    for row in people:
        who, answer, day = row["employee_id"], row["consent"], row["consent_day"]
        if who in seen:
            continue
        seen.add(who)
        if answer == "withdrawn":
            yield who, "yes", "2026-05-11", "2026-09-29"
        yield who, "yes" if answer == "yes" else "no", day, ""


if __name__ == "__main__":
    build(written.FOLDER)
