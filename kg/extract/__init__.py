"""`Reading` -> `Frame`s: what the verbs, event nouns, adjectives and titles of an article tell."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.backed import backed
from kg.extract.builder import Builder
from kg.extract.cues import load_cues
from kg.extract.deaths import deadly
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.nominal import Nominal
from kg.extract.posts import Posts
from kg.extract.standing import Standing
from kg.extract.verbal import Verbal
from kg.lexicon import Lexicon
from kg.model import Frame
from kg.reading import Reading
from kg.verbs import is_verb


def extract(reading: Reading, lexicon: Lexicon) -> Iterator[Frame]:
    """The frames of one reading in text order; furniture yields none."""
    parse = reading.parse
    fillers = Fillers(reading, lexicon, load_cues())
    builder, verbal = Builder(fillers), Verbal(fillers)
    nominal, standing, posts = Nominal(fillers, verbal), Standing(fillers, verbal), Posts(fillers)

    def drafts(i: int) -> Iterator[Draft]:
        backing = backed(fillers, i)
        if backing is not None:
            yield backing
        if is_verb(parse, i):
            killing = deadly(fillers, i)
            if killing is not None:
                yield killing
            yield from verbal.drafts(i)
            if parse.lemmas[i] in {"be", "become", "remain"}:
                yield from standing.copula(i)
        elif parse.pos[i] in {"NOUN", "PROPN"}:
            yield from nominal.drafts(i)
            yield from posts.drafts(i)
            yield from standing.apposition(i)
        elif parse.pos[i] == "ADJ":
            yield from standing.adjective(i)

    for number, (start, end) in enumerate(parse.sentences):
        if number in parse.silent:
            continue
        for i in range(start, end):
            for draft in drafts(i):
                frame = builder.finish(draft)
                if frame is not None:
                    yield frame
