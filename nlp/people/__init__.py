"""Employees named in a comment: who they are on the roster, and whether they are praised."""

from nlp.people.frames import Clause, PeopleFound, PersonContext
from nlp.people.reader import PeopleReader, load
from nlp.people.variants import Named, same_people, shown_name

__all__ = [
    "Clause",
    "Named",
    "PeopleFound",
    "PeopleReader",
    "PersonContext",
    "load",
    "same_people",
    "shown_name",
]
