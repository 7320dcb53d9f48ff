"""Articles and claims written by hand, for tests of everything after ground."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Quad, Store

from kg.model import Article, Block, Claim, Filler, Node, Quote, TimeValue

PAKISTAN = Node("Pakistan", "Pakistan", "State", "PAK", "Q843", ("Islamic Republic of Pakistan",))
SAUDI = Node("Saudi_Arabia", "Saudi Arabia", "State", "SAU", "Q851")
IRAN = Node("Iran", "Iran", "State", "IRN", "Q794", ("Islamic Republic of Iran",))
ISRAEL = Node("Israel", "Israel", "State", "ISR", "Q801")
SHARIF = Node("Shahbaz_Sharif", "Shahbaz Sharif", "Person", "PAK")
SALMAN = Node("Mohammed_bin_Salman", "Mohammed bin Salman", "Person", "SAU")
SAFAVI = Node("Yahya_Rahim_Safavi", "Yahya Rahim Safavi", "Person", "IRN")
IRNA = Node("IRNA", "IRNA", "Organisation", "IRN")
PACT = Node("Strategic_Mutual_Defense_Agreement", "Strategic Mutual Defense Agreement", "Instrument")
COALITION = Node("regional_coalition", "regional military and security coalition", "Bloc")
RIYADH = Node("Riyadh", "Riyadh", "Place", "SAU")

PACT_TEXT = (
    "On September 17 Shahbaz Sharif signed the Strategic Mutual Defense Agreement with Mohammed bin Salman in Riyadh. "
    "Iran proposed a regional coalition. Safavi suggested that Iran join the pact, IRNA said. "
    "Israel did not attack Saudi Arabia."
)


@dataclass
class Sheet:
    """An article being annotated: finds words, numbers claims."""

    article: Article
    claims: list[Claim] = field(default_factory=list)

    def quote(self, words: str) -> Quote:
        start = self.article.text.index(words)
        return Quote(start, start + len(words), words)

    def sentence(self, words: str) -> Quote:
        at = self.article.text.index(words)
        start = self.article.text.rfind(". ", 0, at) + 2 if ". " in self.article.text[:at] else 0
        end = self.article.text.index(".", at) + 1
        return Quote(start, end, self.article.text[start:end])

    def filler(self, role: str, node: Node, words: str | None = None) -> Filler:
        return Filler(role, node, self.quote(words) if words else None)

    def claim(
        self, subject: Filler, relation: str, trigger: str, object_: Filler | None = None, **rest: object
    ) -> Claim:
        words = self.sentence(trigger)
        name = self.article.name.partition(".")[0]
        made = Claim(
            key=f"{name}{len(self.claims):03d}",
            article=self.article.name,
            subject=subject,
            relation=relation,
            label=relation,
            trigger=self.quote(trigger),
            evidence=words,
            sentence=words,
            object=object_,
            **{"event": f"e{name}{len(self.claims):03d}", "status": "asserted", "confidence": 0.9} | rest,  # type: ignore[arg-type]
        )
        self.claims.append(made)
        return made


def article(name: str, text: str, **known: object) -> Article:
    """An article of one block with its true hash."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(name, text, digest, (Block(0, len(text), "text"),), **known)  # type: ignore[arg-type]


def pact() -> tuple[Article, Sequence[Claim]]:
    """A signing lifted to two states, a proposal, a chain of speakers, a denial."""
    known = {"title": "A pact", "author": "Samyar Rostami", "published": date(2025, 10, 10), "source": "MDC"}
    sheet = Sheet(article("pact.txt", PACT_TEXT, **known))
    when = TimeValue(sheet.quote("On September 17"), "2025-09-17")
    riyadh = sheet.filler("place", RIYADH, "Riyadh")
    object_ = sheet.filler("object", PACT, "Strategic Mutual Defense Agreement")
    signing = {"event": "e1", "event_type": "SUPPORT", "time": when, "place": riyadh, "tense": "past"}
    with_prince = (sheet.filler("with", SALMAN, "Mohammed bin Salman"),)
    signed = sheet.claim(
        sheet.filler("actor", SHARIF, "Shahbaz Sharif"),
        "signed",
        "signed",
        object_,
        participants=with_prince,
        **signing,
    )
    lifted = {**signing, "lifted_from": signed.key, "ingredients": {"rule": 0.95, "grounding": 0.9}}
    with_saudi = (sheet.filler("with", SAUDI),)
    sheet.claim(sheet.filler("actor", PAKISTAN), "signed", "signed", object_, participants=with_saudi, **lifted)
    sheet.claim(sheet.filler("actor", PAKISTAN), "signedWith", "signed", sheet.filler("with", SAUDI), **lifted)
    iran, coalition = sheet.filler("actor", IRAN, "Iran"), sheet.filler("object", COALITION, "regional coalition")
    sheet.claim(iran, "proposed", "proposed", coalition)
    sheet.claim(iran, "created", "proposed", coalition, status="proposed", mode=None)
    sheet.claim(
        sheet.filler("actor", IRAN, "Iran"),
        "joined",
        "join",
        sheet.filler("object", PACT, "the pact"),
        status="proposed",
        speakers=(sheet.filler("speaker", SAFAVI, "Safavi"), sheet.filler("speaker", IRNA, "IRNA")),
    )
    attack = {"event_type": "ASSAULT", "status": "negated"}
    sheet.claim(
        sheet.filler("actor", ISRAEL, "Israel"),
        "attacked",
        "attack",
        sheet.filler("recipient", SAUDI, "Saudi Arabia"),
        **attack,
    )
    return sheet.article, sheet.claims


def stored(*quads: Quad) -> Store:
    """A store of these quads."""
    store = Store()
    store.extend(quads)
    return store
