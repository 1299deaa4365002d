"""Employees named in a comment: who they are on the roster, and whether they are praised."""

from nlp.people.frames import Clause, PeopleFound, PersonContext
from nlp.people.reader import PeopleReader, load

__all__ = ["Clause", "PeopleFound", "PeopleReader", "PersonContext", "load"]
