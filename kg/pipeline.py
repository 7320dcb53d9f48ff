"""All text stages in order: the only module that knows them all.

Article --annotate--> Parse --resolve--> Reading --extract--> Frame --ground--> Claim | Dropped
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.actors import Gazetteer, load_actors
from kg.errors import InputError
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Article, Claim, Dropped, Quote
from kg.parse import Parse
from kg.roles import Roles, load_roles

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.read import Document

# spaCy refuses longer texts, and its parser needs about a gigabyte for this many.
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything the text stages need besides the text; loaded once."""

    nlp: Language
    gazetteer: Gazetteer
    roles: Roles
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the text stages made of one article."""

    article: Article
    sentences: list[Quote]
    claims: list[Claim]
    dropped: list[Dropped]


def load_resources(model: str | None = None, actors: Path | None = None) -> Resources:
    """The model, known actors, roles and lexicon; ``actors`` is the user's own actor file.

    Raises:
        DataError: the model is not installed, or a data file is malformed.
    """
    from kg.annotate import load_model

    return Resources(load_model(model, actors), load_actors(actors), load_roles(), load_lexicon())


def article_of(document: Document) -> Article:
    """The article in one document; InputError where it cannot be read, or is longer than the model can take."""
    from kg.read import read

    article = read(document)
    if len(article.text) > MOST_CHARACTERS:
        raise InputError(
            f"{article.name}: has {len(article.text):,} characters, more than {MOST_CHARACTERS:,}; "
            "split it into articles"
        )
    return article


def claims_of(
    articles: Iterable[Article], resources: Resources
) -> Iterator[tuple[Article, list[Claim], list[Dropped]]]:
    """Each article with its claims and what was dropped, in order."""
    for outcome in outcomes_of(articles, resources):
        yield outcome.article, outcome.claims, outcome.dropped


def outcomes_of(articles: Iterable[Article], resources: Resources) -> Iterator[Outcome]:
    """Each article with its sentences, its claims and what was dropped, in order."""
    from kg.annotate import annotate

    for article, parse in annotate(articles, resources.nlp):
        yield Outcome(article, sentences_of(parse), *claims_of_parse(article, parse, resources))


def sentences_of(parse: Parse) -> list[Quote]:
    """The sentences that speak, page furniture aside, without the blanks around them."""
    found = []
    for number, (first, end) in enumerate(parse.sentences):
        words = [i for i in range(first, end) if parse.words[i].strip()]
        if words and number not in parse.silent:
            found.append(parse.quote(words[0], words[-1] + 1))
    return found


def claims_of_parse(article: Article, parse: Parse, resources: Resources) -> tuple[list[Claim], list[Dropped]]:
    """The claims of one parsed article, each key once, and what was dropped."""
    from kg.extract import extract
    from kg.ground import ground
    from kg.resolve import resolve

    reading = resolve(article, parse, resources.gazetteer, resources.roles)
    claims: dict[str, Claim] = {}
    dropped: list[Dropped] = []
    for frame in extract(reading, resources.lexicon):
        if isinstance(frame, Dropped):
            dropped.append(frame)
            continue
        for found in ground(frame, article, resources.gazetteer):
            if isinstance(found, Dropped):
                dropped.append(found)
            else:
                claims.setdefault(found.key, found)
    return list(claims.values()), dropped
