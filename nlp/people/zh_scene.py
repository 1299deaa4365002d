"""A plain Chinese text with its words, as all candidates of it share it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.people import tables
from nlp.people.lac import Reading, Tagger, Token, readings, tagger


@dataclass(frozen=True, slots=True)
class Scene:
    """A plain text with its words, shared by all its candidates."""

    text: str
    tokens: Sequence[Token]
    starts: frozenset[int]
    ends: frozenset[int]
    people: frozenset[tuple[int, int]]
    starting: Mapping[int, str]
    ending: Mapping[int, str]
    over: Mapping[int, Sequence[Token]]
    """The words at each character, most often one."""
    stop: frozenset[str]
    known: frozenset[str]
    begins: Sequence[float]
    goes_on: Sequence[float]

    @classmethod
    def of(
        cls, text: str, read: Reading, stop: frozenset[str], known: frozenset[str] = frozenset()
    ) -> "Scene":
        """Index the words once; ``known`` are names of the roster."""
        tokens = read.tokens
        return cls(
            text,
            tokens,
            frozenset(t.start for t in tokens),
            frozenset(t.end for t in tokens),
            frozenset((t.start, t.end) for t in tokens if t.tag == "PER"),
            {t.start: t.tag for t in tokens},
            {t.end: t.tag for t in tokens},
            _over(tokens),
            stop,
            known,
            read.begins,
            read.goes_on,
        )

    def words(self, start: int, end: int) -> list[Token]:
        """Return the words that share a character with [start, end); a long one as often as it shares."""
        return [token for at in range(start, end) for token in self.over.get(at, ())]


def _over(tokens: Sequence[Token]) -> dict[int, list[Token]]:
    found: dict[int, list[Token]] = {}
    for token in tokens:
        for at in range(token.start, token.end):
            found.setdefault(at, []).append(token)
    return found


Spans = Sequence[tuple[int, int]]


def scenes(
    plain: Sequence[tuple[str, Spans]],
    words: Tagger,
    stop: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> Iterator[Scene]:
    """Read the parts of plain texts that could name somebody."""
    read = iter(readings(words, [text[a:b] for text, spans in plain for a, b in spans]))
    return (_scene(text, [(span, next(read)) for span in spans], stop, known) for text, spans in plain)


def scene_of(plain: str, parts: Spans) -> Scene:
    """Read one text with the lists of this room."""
    return next(scenes([(plain, parts)], tagger(), stop_words(frozenset[str]())))


@cache
def stop_words(more: frozenset[str]) -> frozenset[str]:
    """Return what is never a person: the lists of this room and the customer's own."""
    return more | tables.everything("zh/not_people.tsv") | tables.everything("shared/not_people.tsv")


def _scene(
    plain: str,
    parts: Sequence[tuple[tuple[int, int], Reading]],
    stop: frozenset[str],
    known: frozenset[str],
) -> Scene:
    """Put what was read together; two people in one word are two: 小成小许."""
    tokens: list[Token] = []
    begins, goes_on = [0.0] * len(plain), [0.0] * len(plain)
    for (start, end), read in parts:
        tokens.extend(Token(t.start + start, t.end + start, t.tag) for t in read.tokens)
        begins[start:end], goes_on[start:end] = read.begins, read.goes_on
        tokens.extend(Token(at, at + 1, "w") for at in {start - 1, end} if 0 <= at < len(plain))
    if any(token.tag == "PER" for token in tokens):
        tokens = [half for token in _over_scripts(plain, tokens) for half in _halves(plain, token)]
    return Scene.of(plain, Reading(tokens, begins, goes_on), stop, known)


def _over_scripts(plain: str, tokens: Sequence[Token]) -> list[Token]:
    """Give a Latin person the family name that the tagger drew into the verb behind: Kevin|陈办."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if (
            last
            and last.tag == "PER"
            and last.end == token.start
            and plain[last.end - 1].isascii()
            and _SURNAME_AND_VERB.fullmatch(plain, token.start, token.end)
            and plain[token.start] in tables.surnames()
        ):
            found[-1] = Token(last.start, token.start + 1, "PER")
            found.append(Token(token.start + 1, token.end, "v"))
        else:
            found.append(token)
    return found


_SURNAME_AND_VERB = re.compile("[^A-Za-z][办帮给做开说送带让叫把拿接买修]")


def _halves(plain: str, token: Token) -> tuple[Token, ...]:
    if token.tag != "PER":
        return (token,)
    word = plain[token.start : token.end]
    if _TWO_SMALL.fullmatch(word):
        middle = token.start + len(word) // 2
        return Token(token.start, middle, "PER"), Token(middle, token.end, "PER")
    if _SMALL_AND_MORE.fullmatch(word):
        return Token(token.start, token.end - 1, "PER"), Token(token.end - 1, token.end, "p")
    return (token,)


_SMALL_AND_MORE = re.compile(
    "[小老阿啊].[比和跟与给帮替也都就很会在]|[A-Za-z]{2,}[^A-Za-z][办帮给做开说送带让叫把拿接买修]"
)
_TWO_SMALL = re.compile("(?:[小老阿].){2}")
