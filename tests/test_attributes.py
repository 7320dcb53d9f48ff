"""The remembered attribute ruler and lemmatizer set what the model's own set."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

from kg.annotate.attributes import RememberedAttributes, remember_attributes
from kg.annotate.lemmas import RememberedLemmas, remember_lemmas
from kg.read import find, read
from kg.resources import DEFAULT_MODEL

SEEDS = Path(__file__).parents[1] / "seeds"
IRREGULAR = "You ain't gonna go. Let's go, c'm on! He'd better've; y'all shouldn't.\n\n \nThe ship's gone's 's."


def attributes_of(docs: Iterator[Doc]) -> list[tuple[Any, ...]]:
    def row(token: Token) -> tuple[Any, ...]:
        return token.text, token.tag_, token.pos_, str(token.morph), token.lemma_

    return [row(token) for doc in docs for token in doc]


def test_every_token_gets_what_the_model_gives_it() -> None:
    own, ours = (importlib.import_module(DEFAULT_MODEL).load(exclude=["ner"]) for _ in range(2))
    remember_attributes(ours)
    remember_lemmas(ours)
    texts = [*(read(document).text for document in find([SEEDS])), IRREGULAR]
    assert attributes_of(ours.pipe(texts)) == attributes_of(own.pipe(texts))
    assert type(ours.get_pipe("attribute_ruler")) is RememberedAttributes
    assert type(ours.get_pipe("lemmatizer")) is RememberedLemmas
    assert ours.pipe_names == own.pipe_names


def test_rules_keep_their_precedence_whether_they_can_be_remembered_or_not() -> None:
    """Later rules win, be they about one token, about two, or by a regular expression."""

    def model() -> Any:
        nlp = spacy.blank("en")
        ruler: Any = nlp.add_pipe("attribute_ruler")
        assert isinstance(ruler, AttributeRuler)
        ruler.add([[{"LOWER": "a"}]], {"POS": "DET", "LEMMA": "one"})
        ruler.add([[{"LOWER": {"IN": ["a", "b"]}}, {"LOWER": "c"}]], {"LEMMA": "two"}, -1)
        ruler.add([[{"LOWER": "c"}], [{"IS_SPACE": True}]], {"POS": "X", "LEMMA": "three"})
        ruler.add([[{"LOWER": {"REGEX": "^[ad]$"}}]], {"LEMMA": "four"})
        ruler.add([[{"TEXT": "d", "LOWER": "d"}]], {"POS": "NUM"})
        ruler.add([[{"LOWER": "d", "OP": "+"}]], {"LEMMA": "five"}, 0)
        ruler.add([[{"LOWER": {"NOT_IN": ["a", "b", ""]}, "IS_SPACE": False}]], {"MORPH": "Case=Nom"})
        ruler.add([[{"LOWER": "e", "TAG": {"NOT_IN": ["X"]}}], [{"TAG": {"NOT_IN": [""]}}]], {"POS": "ADV"})
        ruler.add([[{"LOWER": {"IN": ["e"], "NOT_IN": ["f"]}}]], {"LEMMA": "six"})
        return nlp

    own, ours = model(), model()
    remember_attributes(ours)
    texts = ["a c b c d d e", "E f g e", "A \n\n C d", ""]
    assert attributes_of(ours.pipe(texts)) == attributes_of(own.pipe(texts))


@pytest.mark.parametrize("name", ["tagger", None])
def test_a_model_without_a_ruler_stays_as_it_is(name: str | None) -> None:
    nlp = spacy.blank("en")
    if name:
        nlp.add_pipe(name)
    remember_attributes(nlp)
    assert nlp.pipe_names == ([name] if name else [])


def test_lemmas_outlive_the_batch_whose_strings_left() -> None:
    nlp = importlib.import_module(DEFAULT_MODEL).load(exclude=["ner"])
    remember_lemmas(nlp)
    for _ in range(3):
        with nlp.memory_zone():
            (doc,) = nlp.pipe(["The unquackified frobnicators were zorbling the quuxes."])
            assert [token.lemma_ for token in doc][-4:-1] == ["zorble", "the", "quuxe"]
