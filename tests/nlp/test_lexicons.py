"""Lexicons are read with their notes left out, and a slip is told by file and line."""

import tomllib

import pytest

from nlp import lexicons
from nlp.lexicons import LexiconError

FILES = sorted(p.relative_to(lexicons.folder()).as_posix() for p in lexicons.folder().rglob("*.t[sx][vt]"))


@pytest.mark.parametrize("name", FILES)
def test_every_lexicon_can_be_read(name):
    found = lexicons.rows(name) if name.endswith(".tsv") else lexicons.words(name)
    assert found


def test_the_manifest_names_source_and_licence_of_every_file():
    manifest = tomllib.loads((lexicons.folder() / "manifest.toml").read_text("utf-8"))
    named = [entry["path"] for entry in manifest["file"]]
    assert sorted(named) == FILES
    assert all(entry["what"] and entry["source"] and entry["licence"] for entry in manifest["file"])


def test_names_work_with_and_without_ending():
    assert lexicons.rows("en/lemmas") == lexicons.rows("en/lemmas.tsv")
    assert lexicons.words("zh/phrases") == lexicons.words("zh/phrases.txt")


@pytest.mark.parametrize("word", ["不", "没有", "好", "not", "no", "never", "good", "room"])
def test_negations_and_meaning_are_no_stop_words(word):
    assert word not in lexicons.words("zh/stopwords") | lexicons.words("en/stopwords")


def test_a_table_leaves_notes_out_and_fills_missing_columns(tmp_path):
    (tmp_path / "a.tsv").write_text("# note\nword\tweight\tnote\n\n好\t1\n", "utf-8")
    assert lexicons.rows("a", tmp_path) == [{"word": "好", "weight": "1", "note": ""}]


def test_one_column_too_many_names_file_and_line(tmp_path):
    (tmp_path / "b.tsv").write_text("word\tweight\n好\t1\n坏\t-1\tx\n", "utf-8")
    with pytest.raises(LexiconError, match=r"b\.tsv, line 3: expected 2 columns, got 3"):
        lexicons.rows("b", tmp_path)


def test_another_encoding_names_file_and_line(tmp_path):
    (tmp_path / "c.txt").write_bytes("a\n好\n".encode("gbk"))
    with pytest.raises(LexiconError, match=r"c\.txt, line 2: not UTF-8"):
        lexicons.words("c", tmp_path)


def test_a_missing_lexicon_lists_what_there_is(tmp_path):
    (tmp_path / "d.txt").write_text("a\n", "utf-8")
    with pytest.raises(LexiconError, match=r"nowhere\.txt: no such file; beside it: d\.txt"):
        lexicons.words("nowhere", tmp_path)


def test_an_empty_table_is_refused(tmp_path):
    (tmp_path / "e.tsv").write_text("# nothing\n", "utf-8")
    with pytest.raises(LexiconError, match="needs a header line"):
        lexicons.rows("e", tmp_path)
