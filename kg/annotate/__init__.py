"""`Article` -> `Parse`: sentences, parts of speech, dependencies, entities and known names.

The model is any spaCy English pipeline with a tagger, a parser and an entity recogniser. Two components of ours join
it: `kg_blocks` starts a sentence at each block of the article (a heading without a full stop must not run into the
paragraph below), `kg_actors` marks the names of known actors.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from threadpoolctl import threadpool_limits

from kg.actors import load_actors
from kg.annotate.attributes import remember_attributes
from kg.annotate.entities import recognise_at_once
from kg.annotate.lemmas import remember_lemmas
from kg.annotate.transitions import hold_the_lock
from kg.annotate.vectors import quicken
from kg.errors import DataError
from kg.model import Article
from kg.parse import Parse
from kg.resources import DEFAULT_MODEL
from kg.turns import date_end, turn_end

_Finder = Callable[[str], Iterator[re.Match[str]]]

# One character for one character, so that offsets stay those of the article. Models see straight quotes more often.
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "}
)
# What stands before the second half of a word that a blank cuts.
_HALVED = re.compile(r"[A-Za-z]-\s+(?=\w)")
# What stands before a word within a sentence.
_SMALL = re.compile(r"[^\W\d_] (?=[a-z])")
_WITHIN, _HALVES, _STARTS = "small_letters", "second_halves", "block_starts"
_PREFIXED = re.compile(
    r"(?:co|counter|anti|non|pre|post|self|re|multi|inter|vice|al|el|wal|ex|cease|de|test|flight|carpet|baton|petrol)-",
    re.I,
)


@Language.component("kg_blocks", assigns=["token.is_sent_start"])
def start_sentences_at_blocks(doc: Doc) -> Doc:
    """The doc with a sentence start at each block, and behind its label ("Shoukry: We reject that", "9 March - ...").

    None starts at the second half of a word ("al- Jaafari"), nor at a small letter behind a word, where models
    begin one after a dateline and a name. Their offsets are in ``doc.user_data``.
    """
    at = doc.to_array("IDX")
    starting = np.zeros(len(doc), dtype=np.int64)
    for offsets, starts in ((_WITHIN, -1), (_HALVES, -1), (_STARTS, 1)):
        places = np.searchsorted(at, sorted(doc.user_data.get(offsets, ())))
        starting[places[places < len(doc)]] = starts
    doc.from_array(["SENT_START"], starting.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc


@Language.factory("kg_actors", default_config={"extra": None}, assigns=["doc.spans"])
def make_actor_names(nlp: Language, name: str, extra: str | None) -> ActorNames:
    """The component that marks known actors; ``extra`` is the path of a user's own actor file."""
    return ActorNames(nlp, load_actors(Path(extra) if extra else None).names)


class ActorNames:
    """Marks the longest known names in ``doc.spans["actors"]``, matching the exact letters."""

    def __init__(self, nlp: Language, names: Iterable[str]) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        forms = sorted({name.translate(_STRAIGHT) for name in names})
        self.matcher.add("actor", [nlp.make_doc(form) for form in forms])

    def __call__(self, doc: Doc) -> Doc:
        """The same doc, with the group ``actors`` filled."""
        doc.spans["actors"] = filter_spans(self.matcher(doc, as_spans=True))
        return doc


def load_model(name: str | None = None, extra: Path | None = None) -> Language:
    """A spaCy pipeline by package name, with our components added.

    Matrix products then use one thread in this process: each worker has a core, and a product that several threads
    share out may round differently.

    Raises:
        DataError: no such model is installed, or it has no parser.
    """
    wanted = name or DEFAULT_MODEL
    if importlib.util.find_spec(wanted.split(".")[0]) is None and not Path(wanted).exists():
        raise DataError(
            f"{wanted}: no such spaCy model is installed; try: pip install {DEFAULT_MODEL.replace('_', '-')}"
        )
    nlp: Language = spacy.load(wanted) if Path(wanted).exists() else importlib.import_module(wanted).load()
    if "parser" not in nlp.pipe_names:
        raise DataError(f"{wanted}: the model has no parser; choose an English pipeline with tagger, parser and ner")
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any callable
    tokenizer.infix_finditer = _keeping_prefixes(tokenizer.infix_finditer)
    threadpool_limits(limits=1, user_api="blas")
    remember_attributes(nlp)
    remember_lemmas(nlp)
    hold_the_lock(nlp)
    recognise_at_once(nlp)
    quicken(nlp)
    nlp.add_pipe("kg_blocks", first=True)
    nlp.add_pipe("kg_actors", config={"extra": str(extra) if extra else None})
    return nlp


def _keeping_prefixes(split: _Finder) -> _Finder:
    """The tokenizer's infix rule, except that "co-operation", "counter-terrorism" and "al-Abadi" stay one word."""

    def infixes(text: str) -> Iterator[re.Match[str]]:
        kept = _PREFIXED.match(text)
        return (m for m in split(text) if not (kept and m.start() == kept.end() - 1))

    return infixes


def annotate(articles: Iterable[Article], nlp: Language, batch_size: int = 32) -> Iterator[tuple[Article, Parse]]:
    """Each article with its parse, in order; furniture is parsed too and marked silent."""
    docs = ((_doc(article, nlp), article) for article in articles)
    for doc, article in nlp.pipe(docs, as_tuples=True, batch_size=batch_size):
        yield article, Parse.from_doc(doc, article.text, _silent(doc, article))


def _doc(article: Article, nlp: Language) -> Doc:
    doc = nlp.make_doc(article.text.translate(_STRAIGHT))
    labels = (label(article.text, b) for b in article.blocks for label in (turn_end, date_end))
    doc.user_data[_STARTS] = [*(b.start for b in article.blocks), *(end for end in labels if end is not None)]
    doc.user_data[_WITHIN] = [before.end() for before in _SMALL.finditer(article.text)]
    doc.user_data[_HALVES] = [half.end() for half in _HALVED.finditer(article.text)]
    return doc


def _silent(doc: Doc, article: Article) -> frozenset[int]:
    """Numbers of the sentences that begin in furniture or outside every block."""
    speaking = [(b.start, b.end) for b in article.blocks if b.kind != "furniture"]
    silent = set()
    for number, sentence in enumerate(doc.sents):
        first = next((t.idx for t in sentence if not t.is_space), sentence.start_char)
        if not any(start <= first < end for start, end in speaking):
            silent.add(number)
    return frozenset(silent)
