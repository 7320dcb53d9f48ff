"""Lemmas by the model's own rules, each word's remembered: a text has few different ones.

spaCy's rule lemmatizer remembers them as well, but makes an object of each token to look one up and to set it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

_FACTORY = "kg_lemmas"
_Key = tuple[int, int, int]


@Language.factory(_FACTORY, requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def make_lemmas(nlp: Language, name: str) -> RememberedLemmas:
    """The component that stands for a model's lemmatizer, still without its rules."""
    return RememberedLemmas(nlp.vocab)


def remember_lemmas(nlp: Language) -> None:
    """Nothing, once the rule lemmatizer of the model, where it has one, remembers."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule":
        remembered: Any = nlp.replace_pipe("lemmatizer", _FACTORY)
        remembered.take_over(lemmatizer)


class RememberedLemmas:
    """Sets the lemmas that a lemmatizer with the same rules sets."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab, self.known = vocab, dict[_Key, str]()

    def take_over(self, lemmatizer: EnglishLemmatizer) -> None:
        """Nothing, once this has the rules of a lemmatizer."""
        self.lemmatizer = lemmatizer

    def __call__(self, doc: Doc) -> Doc:
        """The doc with a lemma for each token; one set before stays, unless the model's own would replace it."""
        columns = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
        lemmas: Any = np.zeros(len(doc), dtype="uint64")
        # Strings leave spaCy's table with their batch, so that only letters can be remembered, and no numbers.
        numbers: dict[str, int] = {}
        for i, (orth, pos, morph, lemma) in enumerate(columns):
            if lemma and not self.lemmatizer.overwrite:
                lemmas[i] = lemma
                continue
            letters = self.known.get((orth, pos, morph))
            if letters is None:
                letters = self.known[orth, pos, morph] = self.lemmatizer.lemmatize(doc[i])[0]
            number = numbers.get(letters)
            if number is None:
                number = numbers[letters] = self.vocab.strings.add(letters)
            lemmas[i] = number
        doc.from_array(["LEMMA"], lemmas)
        return doc
