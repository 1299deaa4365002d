"""Tell what was planted, counted from the very rows that were written."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from flows.sample import company
from flows.sample.rows import File, Row
from flows.sample.soil import FLOOD_DAY, FLOOD_SITE
from flows.sample.written import Placed, table

_IDS: Final = {"survey": "{}", "reviews": "R{:05d}", "chat": "c{:05d}", "employees": "P{:05d}"}

Found = list[tuple[str, Placed]]


def planted(rows: Mapping[File, Sequence[Row]]) -> dict[str, object]:
    """Return the facts of ``planted.toml``: window, volume, incidents, praise, blame, dirt."""
    found = [
        (f"{file}:{_IDS[file].format(i)}", item)
        for file in rows
        for i, row in enumerate(rows[file], 1)
        for item in row.items
    ]
    clean = [(where, item) for where, item in found if not item.dirt]
    return {
        "window": {
            "first": str(company.FIRST),
            "last": str(company.LAST),
            "days": len(company.DAYS),
            "sites": len(company.SITES),
        },
        "volume": _volume(rows, clean),
        "incident": {
            "lock": _incident(clean, "lock", "customer"),
            "deposit_employees": _incident(clean, "deposit", "employee"),
            "deposit_customers": _incident(clean, "deposit", "customer"),
        },
        "people": _people(clean),
        "homonyms": {
            "told_apart_by_site": ["E001", "E031"],
            "ambiguous": ["E013", "E014"],
            "ambiguous_thanks": _ambiguous(clean),
        },
        "dirt": dict(sorted(Counter(item.dirt for _, item in found if item.dirt).items())),
        "flood": {"day": str(FLOOD_DAY), "site": FLOOD_SITE},
        "rejected": _rejected(rows),
    }


def _volume(rows: Mapping[File, Sequence[Row]], clean: Found) -> dict[str, object]:
    items = [item for _, item in clean]
    return {
        "rows": {file: len(rows[file]) for file in sorted(rows)},
        "comments": len(items),
        "written": sum(len(item.parts) == 1 for item in items),
        "joined": sum(len(item.parts) > 1 for item in items),
        "languages": dict(sorted(Counter(item.language for item in items).items())),
        "audiences": dict(sorted(Counter(item.audience for item in items).items())),
        "themes": dict(sorted(Counter(item.theme for item in items).items())),
        "suggestions": sum(any("suggestion" in part.kind for part in item.parts) for item in items),
        "process_praise": sum(any("process" in part.kind for part in item.parts) for item in items),
        "team_praise": sum(any("team" in part.kind for part in item.parts) for item in items),
    }


def _incident(clean: Found, name: str, audience: str) -> dict[str, object]:
    hits = [
        (where, item) for where, item in clean if item.audience == audience and item.parts[0].incident == name
    ]
    days = sorted(str(item.day) for _, item in hits)
    return {
        "first": days[0],
        "last": days[-1],
        "comments": len(hits),
        "sites": sorted({item.site for _, item in hits}),
        "languages": dict(sorted(Counter(item.language for _, item in hits).items())),
        "by_day": dict(sorted(Counter(days).items())),
        "rows": sorted(where for where, _ in hits),
    }


def _people(clean: Found) -> dict[str, object]:
    """Return, per employee, how often customers and colleagues thank, blame or merely name them."""
    kinds = {"+": "thanks", "-": "blame", "=": "neutral", "?": "ambiguous"}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[str]] = defaultdict(list)
    thanks: dict[str, list[str]] = defaultdict(list)
    for where, item in clean:
        for who, sign in item.parts[0].named:
            by = "" if item.audience == "customer" else "_by_colleagues"
            counts[who][kinds[sign] + by] += 1
            if sign == "+" and not by:
                days[who].append(str(item.day))
                thanks[who].append(where)
    known = {row["employee_id"]: row for row in table("roster")}
    return {
        who: {**_person(known[who], counts[who], days[who]), "thanks_rows": thanks[who]}
        for who in sorted(counts)
        if who in known
    }


def _ambiguous(clean: Found) -> int:
    return sum(sign == "?" for _, item in clean for _, sign in item.parts[0].named)


def _person(row: Mapping[str, str], counts: Counter[str], days: list[str]) -> dict[str, object]:
    late = sum(day >= str(company.LAST - timedelta(days=29)) for day in days)
    span = {"first_thanks": min(days), "last_thanks": max(days), "thanks_last_30_days": late} if days else {}
    grows = {"grows": True} if row["employee_id"] in company.GROWING else {}
    return {
        "name": row["name"],
        "site": row["site"],
        "consent": row["consent"],
        **dict(sorted(counts.items())),
        **span,
        **grows,
    }


def _rejected(rows: Mapping[File, Sequence[Row]]) -> dict[str, int]:
    """Return the rows that no reader can take: no text, no date, a broken line."""
    bad = Counter(file for file in rows for row in rows[file] if row.dirt in {"empty", "bad_date"})
    return {**dict(sorted(bad.items())), "chat": 1}


def to_toml(facts: Mapping[str, object], path: tuple[str, ...] = ()) -> str:
    """Write nested facts as TOML: plain values first, then the tables below them."""
    plain = {key: value for key, value in facts.items() if not isinstance(value, Mapping)}
    lines = [f"[{'.'.join(path)}]"] if path and plain else []
    lines += [
        f"{key if key.replace('_', '').replace('-', '').isalnum() else json.dumps(key)} = {_value(value)}"
        for key, value in plain.items()
    ]
    lines += [""] if plain else []
    for key, value in facts.items():
        if isinstance(value, Mapping):
            lines.append(to_toml(value, (*path, key)).rstrip("\n") + "\n")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
