"""Characters of Chinese given names and how usual they are."""

from functools import cache

from nlp import lexicons


@cache
def given() -> dict[str, float]:
    """Return the characters of given names with their frequency per 10,000."""
    return {row["character"]: float(row["weight"]) for row in lexicons.rows("zh/given_characters.tsv")}


@cache
def name_words() -> frozenset[str]:
    """Return names that are everyday words too."""
    return lexicons.words("zh/name_words.txt")
