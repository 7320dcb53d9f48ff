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
from kg.identity.merges import Merge
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Article, Claim, Correction, Dropped, Miss, Quote
from kg.parse import Parse
from kg.roles import Roles, load_roles

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.read import Document, Options
    from kg.reading import Reading

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
    """What the text stages made of one article, and what an analyst's corrections and other documents made of that.

    ``merges`` says what other documents changed in it.
    """

    article: Article
    sentences: list[Quote]
    claims: list[Claim]
    dropped: list[Dropped]
    corrections: tuple[Correction, ...] = ()
    misses: tuple[Miss, ...] = ()
    merges: tuple[Merge, ...] = ()


def load_resources(model: str | None = None, actors: Path | None = None) -> Resources:
    """The model, known actors, roles and lexicon; ``actors`` is the user's own actor file.

    Raises:
        DataError: the model is not installed, or a data file is malformed.
    """
    from kg.annotate import load_model

    return Resources(load_model(model, actors), load_actors(actors), load_roles(), load_lexicon())


def articles_in(document: Document, options: Options | None = None) -> Iterator[Article | InputError]:
    """The articles of one file in order, and in the place of one that cannot be read, or taken, the error."""
    from kg.read import Options, read_each

    for article in read_each(document, options or Options()):
        if isinstance(article, Article) and len(article.text) > MOST_CHARACTERS:
            size = f"{len(article.text):,} characters, more than {MOST_CHARACTERS:,}"
            yield InputError(f"{article.name}: has {size}; split it into articles")
        else:
            yield article


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
        yield outcome_of(article, parse, resources)


def sentences_of(parse: Parse) -> list[Quote]:
    """The sentences that speak, page furniture aside, without the blanks around them."""
    found = []
    for number, (first, end) in enumerate(parse.sentences):
        words = [i for i in range(first, end) if parse.words[i].strip()]
        if words and number not in parse.silent:
            found.append(parse.quote(words[0], words[-1] + 1))
    return found


def outcome_of(article: Article, parse: Parse, resources: Resources) -> Outcome:
    """What one parsed article gives: claims, what was dropped, and the sentences with two actors that gave nothing."""
    from kg.misses import silent_sentences
    from kg.resolve import resolve

    reading = resolve(article, parse, resources.gazetteer, resources.roles)
    claims, dropped = claims_of_reading(reading, resources)
    told = {claim.sentence.start for claim in claims} | {one.words.start for one in dropped}
    misses = tuple(silent_sentences(reading, resources.lexicon, told))
    return Outcome(article, sentences_of(parse), claims, dropped, misses=misses)


def claims_of_reading(reading: Reading, resources: Resources) -> tuple[list[Claim], list[Dropped]]:
    """The claims of one article, each key once, and what was dropped."""
    from kg.extract import extract
    from kg.ground import ground
    from kg.ground.types import settled

    claims: dict[str, Claim] = {}
    dropped: list[Dropped] = []
    for frame in extract(reading, resources.lexicon):
        if isinstance(frame, Dropped):
            dropped.append(frame)
            continue
        for found in ground(frame, reading.article, resources.gazetteer):
            if isinstance(found, Dropped):
                dropped.append(found)
            else:
                claims.setdefault(found.key, found)
    return settled(list(claims.values())), dropped
