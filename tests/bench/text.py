"""Measure repair, language, segments, words and privacy on real comments: a line is set, metric, figure."""

import csv
import html
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from opencc import OpenCC
from pypinyin import Style, pinyin

from nlp.privacy import find_personal
from nlp.text import cut, language_of, repair
from nlp.voices import find_floods, marks
from nlp.words import Words
from tests.tables import cases

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251  # where benches find their data
SETS = {
    "zh_hotel_reviews": "text", "zh_online_shopping": "text", "zh_tnews": "text", "en_vegas_hotels": "text",
    "en_airline_tweets": "text", "en_employee_reviews": "cons", "en_banking77": "text", "enzh_game_reviews": "text",
}  # fmt: skip
ROWS = 3000
_SOILED = re.compile(r"[０-９Ａ-Ｚａ-ｚ\u200b-\u200f\ufeff\x00-\x08]|&(?:amp|lt|gt|nbsp|quot|#\d+);")
"""What the real sets bring of dirt themselves."""
Dirt = Callable[[str, np.random.Generator], str | None]


def main() -> None:
    """Print the table."""
    if not DATA.is_dir():
        sys.stdout.write(f"text: no data at {DATA}; set TINGJIAN_DATA\n")
        return
    texts = {name: _rows(name, column) for name, column in SETS.items()}
    _language(texts)
    _dirt(texts)
    for name, rows in texts.items():
        _line(
            name, "personal data found, rows in 1,000", 1000 * np.mean([bool(find_personal(t)) for t in rows])
        )
        _line(name, "no voice, rows in 1,000", 1000 * np.mean([bool(marks(t)) for t in rows]))
        _line(name, "copies in a flood, rows in 1,000", 1000 * len(find_floods(rows)) / len(rows))
    _speed(texts)


def _rows(name: str, column: str) -> list[str]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        every = [row[column] for row in csv.DictReader(lines) if row[column]]
    return every[:: max(1, len(every) // ROWS)][:ROWS]


def _line(name: str, metric: str, figure: float | np.floating[Any]) -> None:
    sys.stdout.write(f"{name:24}{metric:52}{figure:10.3f}\n")


def _language(texts: dict[str, list[str]]) -> None:
    table = [case for case in cases("language.tsv") if 2 <= len(case["text"]) <= 10]
    _line(
        "cases, 2-10 characters",
        "language right",
        np.mean([language_of(c["text"]) == c["language"] for c in table]),
    )
    for name, rows in texts.items():
        if name != "enzh_game_reviews":
            told = [language_of(text)[:2] for text in rows]
            _line(name, "told as " + name[:2], np.mean([language in (name[:2], "mi") for language in told]))
    chinese = [t[a:b].strip("，。！ ") for t in texts["zh_online_shopping"] for a, b in cut(t, "zh-Hans")]
    short = [text for text in chinese if 2 <= len(text) <= 10 and text.isalpha()]
    _line("zh clauses of 2-10", "told as zh", np.mean([language_of(text)[:2] == "zh" for text in short]))
    _line(
        "zh clauses of 2-10",
        "not told as zh-Hant",
        np.mean([language_of(text) != "zh-Hant" for text in short]),
    )
    convert = OpenCC("s2twp").convert
    hant = [wide for text in short if (wide := convert(text)) != text]
    _line(
        "the same in zh-Hant", "told as zh-Hant", np.mean([language_of(text) == "zh-Hant" for text in hant])
    )


def _dirt(texts: dict[str, list[str]]) -> None:
    rng = np.random.default_rng(7)
    clean = [
        text[a:b] for name in ("zh_online_shopping", "zh_hotel_reviews", "en_vegas_hotels", "en_banking77")
        for text in texts[name][:800] for a, b in cut(text, language_of(text)) if 4 <= b - a <= 80
    ]  # fmt: skip
    every = [clean[i] for i in rng.permutation(len(clean))[:4000]]
    clean = [text for text in every if not _SOILED.search(text)]
    for name, rows in (("sentences as they come", every), ("clean sentences", clean)):
        _line(name, "changed, in 1,000", 1000 * np.mean([repair(text).text != text for text in rows]))
    clean = [text for text in clean if repair(text).text == text]
    for name, soil in _KINDS.items():
        pairs = [(text, dirty) for text in clean if (dirty := soil(text, rng)) is not None and dirty != text]
        _line(f"{name} ({len(pairs)})", "found", np.mean([repair(dirty).text != dirty for _, dirty in pairs]))
        _line(
            f"{name} ({len(pairs)})",
            "restored exactly",
            np.mean([repair(d).text == text for text, d in pairs]),
        )


def _wrongly(codec: str, errors: str = "replace", written: str = "utf-8") -> Dirt:
    def soil(text: str, _: np.random.Generator) -> str | None:
        raw = text.encode(written, "ignore")
        return raw.decode(codec, errors) if len(raw) != len(text) else None

    return soil


def _with_pinyin(text: str, rng: np.random.Generator) -> str | None:
    han = [place for place, char in enumerate(text) if "\u4e00" <= char <= "\u9fff"]
    if not han:
        return None
    at = int(rng.choice(han))
    return f"{text[: at + 1]}({pinyin(text[at], style=Style.TONE)[0][0]}){text[at + 1 :]}"


def _wide(text: str, _: np.random.Generator) -> str | None:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def _with_invisible(text: str, rng: np.random.Generator) -> str:
    at = int(rng.integers(0, len(text)))
    return text[:at] + str(rng.choice(["\u200b", "\ufeff", "\x07", "\u200e", "\u00ad", "\u2060"])) + text[at:]


def _with_html(text: str, rng: np.random.Generator) -> str:
    wrap = str(
        rng.choice(["<b>{}</b>", "<p>{}</p>", "{}<br/>", '<span style="color:red">{}</span>', "&nbsp;{}"])
    )
    return wrap.format(html.escape(text))


_KINDS: dict[str, Dirt] = {
    "mojibake utf-8 as 1252": _wrongly("cp1252"),
    "mojibake utf-8 as latin-1": _wrongly("latin-1"),
    "mojibake utf-8 as gbk": _wrongly("gbk"),
    "mojibake utf-8 as mac": _wrongly("mac_roman"),
    "mojibake gbk as latin-1": _wrongly("latin-1", written="gbk"),
    "pinyin": _with_pinyin,
    "width": _wide,
    "invisible": _with_invisible,
    "html": _with_html,
}


def _speed(texts: dict[str, list[str]]) -> None:
    words = Words()
    words.tokens("热身", "zh-Hans")
    short = [text for rows in texts.values() for text in rows if len(text) <= 120][:6000]
    jobs: dict[str, Callable[[str], object]] = {
        "repair": repair, "language": language_of, "segments": lambda t: cut(t, language_of(t)),
        "privacy": find_personal, "marks": marks, "words": lambda t: words.tokens(t, "mixed"),
    }  # fmt: skip
    for name, job in jobs.items():
        _line("short comments", f"{name}, a second", len(short) / max(_seconds(job, short), 1e-9))
    for name, job in jobs.items():
        _line("100,000 characters", f"{name}, seconds", max(_seconds(job, [text]) for text in _long()))


def _seconds(job: Callable[[str], object], texts: Sequence[str]) -> float:
    begin = time.perf_counter()
    for text in texts:
        job(text)
    return time.perf_counter() - begin


def _long() -> Iterator[str]:
    yield from (
        piece * (100_000 // len(piece))
        for piece in ("房间很大，服务好。", "The room was fine, but. ", "ä½ å¥½", "好")
    )


if __name__ == "__main__":
    main()
