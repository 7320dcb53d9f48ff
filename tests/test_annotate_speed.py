"""What makes the model fast leaves what it finds as it is, for each text in any company."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from threadpoolctl import threadpool_limits

from kg.annotate.entities import Entities, recognise_at_once
from kg.annotate.transitions import Transitions, hold_the_lock
from kg.annotate.vectors import quicken
from kg.read import find, read
from kg.resources import DEFAULT_MODEL

SEEDS = Path(__file__).parents[1] / "seeds"
ODD = ["", " ", "Iran.", "\n\n", "Iran attacked Israel. " * 200, "ÀÉ 日本 \U0001f600 don't U.S.", "x" * 3000]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*(read(document).text for document in find([SEEDS])), *ODD]


@pytest.fixture(scope="module")
def own() -> Language:
    return importlib.import_module(DEFAULT_MODEL).load()


@pytest.fixture(scope="module")
def ours() -> Language:
    threadpool_limits(limits=1, user_api="blas")
    nlp: Language = importlib.import_module(DEFAULT_MODEL).load()
    hold_the_lock(nlp)
    recognise_at_once(nlp)
    quicken(nlp)
    return nlp


def found(nlp: Language, texts: Sequence[str], batch_size: int = 32) -> list[list[tuple[Any, ...]]]:
    docs = nlp.pipe(texts, batch_size=batch_size)
    return [
        [(t.text, t.tag_, t.pos_, t.lemma_, t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc]
        for doc in docs
    ]


@pytest.mark.model
def test_everything_found_is_what_the_model_finds(own: Language, ours: Language, texts: list[str]) -> None:
    assert found(ours, texts) == found(own, texts)
    assert ours.pipe_names == own.pipe_names
    assert isinstance(ours.get_pipe("parser"), Transitions)
    assert isinstance(ours.get_pipe("ner"), Entities)


@pytest.mark.model
def test_a_text_is_found_alike_in_any_company(ours: Language, texts: list[str]) -> None:
    together = found(ours, texts)
    assert [found(ours, [text])[0] for text in texts] == together
    assert found(ours, texts[::-1], batch_size=3) == together[::-1]


@pytest.mark.model
def test_entities_that_are_there_already_stay(own: Language, ours: Language) -> None:
    def given(nlp: Language) -> Doc:
        doc = nlp.make_doc("The Islamic NATO Summit met in New York.")
        doc.set_ents([Span(doc, 1, 3, label="ORG")], default="missing")
        return doc

    docs = [[nlp(given(nlp)), *nlp.pipe(["Iran met Iraq.", given(nlp)], batch_size=2)] for nlp in (own, ours)]
    told = [[[(e.start, e.end, e.label_) for e in doc.ents] for doc in some] for some in docs]
    assert told[0] == told[1]
    assert (1, 3, "ORG") in told[1][0]


@pytest.mark.model
def test_vectors_are_those_of_the_model_but_for_rounding(own: Language, ours: Language, texts: list[str]) -> None:
    """With neighbours exactly the same in any batch, and as near to the model's own as its numbers are exact."""
    for name in ("tok2vec", "ner"):
        networks = [nlp.get_pipe(name).model.walk() for nlp in (own, ours)]
        theirs, mine = (next(n for n in walk if "encode" in n.ref_names) for walk in networks)
        assert [layer.name for layer in mine.layers] == ["each_word_once", "text_by_text"]
        words = theirs.layers[0].predict([own.make_doc(text) for text in texts])
        for one, other in zip(words, mine.layers[0].predict([ours.make_doc(text) for text in texts]), strict=True):
            np.testing.assert_allclose(one, other, atol=1e-5)
        mixed = mine.layers[1].predict(words)
        for one, other in zip(theirs.layers[1].predict(words), mixed, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-4)
        assert all((mine.layers[1].predict([w])[0] == m).all() for w, m in zip(words, mixed, strict=True))


@pytest.mark.model
def test_words_of_a_batch_leave_with_its_memory_zone(ours: Language) -> None:
    for number in range(3):
        with ours.memory_zone():
            assert found(ours, [f"Iran attacked Qazwin{number}."])[0][2][0] == f"Qazwin{number}"
        assert f"Qazwin{number}" not in ours.vocab.strings


@pytest.mark.parametrize(
    ("embed", "encode", "kept"),
    [
        ({"include_static_vectors": True}, {}, ["", "text_by_text"]),
        ({}, {"@architectures": "spacy.MishWindowEncoder.v2"}, ["each_word_once", ""]),
        ({}, {"window_size": 2}, ["each_word_once", ""]),
        ({}, {"depth": 1}, ["each_word_once", ""]),
        ({}, {}, ["each_word_once", "text_by_text"]),
    ],
)
def test_parts_of_another_form_stay(embed: dict[str, Any], encode: dict[str, Any], kept: list[str]) -> None:
    """A model with static vectors keeps its own first part, one of another form its second; both find the same."""
    rows = {"width": 32, "attrs": ["NORM", "SHAPE"], "rows": [50, 50], "include_static_vectors": False}
    first = {"@architectures": "spacy.MultiHashEmbed.v2", **rows, **embed}
    second = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 32, "depth": 2, "window_size": 1} | encode
    if "Maxout" in second["@architectures"]:
        second["maxout_pieces"] = 2
    nlp = spacy.blank("en")
    nlp.vocab.set_vector("Iran", np.ones(4, dtype=np.float32))
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": first, "encode": second}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    texts = ["Iran attacked Israel in Iran.", "", "Israel"]
    before = [doc.tensor for doc in nlp.pipe(texts)]
    layers = nlp.get_pipe("tok2vec").model.layers
    names = [layer.name for layer in layers]
    quicken(nlp)
    assert [layer.name for layer in nlp.get_pipe("tok2vec").model.layers] == [
        new or old for new, old in zip(kept, names, strict=True)
    ]
    for one, other in zip(before, (doc.tensor for doc in nlp.pipe(texts)), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_parsers_of_another_kind_stay() -> None:
    """A beam search is left to spaCy, and so is a component that is no parser at all."""
    nlp = spacy.blank("en")
    nlp.add_pipe("beam_ner", config={"beam_width": 4}).add_label("GPE")
    nlp.add_pipe("sentencizer")
    nlp.initialize()
    kinds = [type(component) for _, component in nlp.pipeline]
    hold_the_lock(nlp)
    recognise_at_once(nlp)
    assert [type(component) for _, component in nlp.pipeline] == kinds
