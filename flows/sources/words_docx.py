# pyright: basic
"""The paragraphs of a Word document: enough for the transcript of an interview."""

import zipfile
from pathlib import Path

from flows.messages import say
from flows.sources.table import SourceError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(path: Path) -> list[str]:
    """Return the text of every paragraph, line breaks kept.

    Raises:
        SourceError: the file is no .docx.
    """
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(path) as box:
            tree = etree.fromstring(box.read("word/document.xml"), parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        msg = say("source.no_docx", "both", file=path.name, error=error)
        raise SourceError(msg) from error
    return [line for node in tree.iter(f"{_W}p") for line in _text(node).split("\n")]


def _text(node) -> str:  # noqa: ANN001 - lxml has no types
    pieces = {f"{_W}tab": "\t", f"{_W}br": "\n"}
    return "".join(
        child.text or "" if child.tag == f"{_W}t" else pieces.get(child.tag, "") for child in node.iter()
    )
