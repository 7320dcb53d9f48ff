"""The model as its makers give it against the same model as `kg` runs it: time by component, and what differs.

    python benchmarks/model.py [FOLDER] [--rounds N]

Prints CPU seconds of each component (the least of the rounds, in which both take turns) and how many tokens have
another tag, lemma, head, label, sentence or entity. FOLDER is that of the seeds where none is given.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import load_model
from kg.read import find, read
from kg.resources import DEFAULT_MODEL

BATCH = 32


def annotated(nlp: Language, texts: list[str], seconds: dict[str, float]) -> Iterator[Doc]:
    """The texts with all that the model finds; ``seconds`` gets the time of each component."""
    for start in range(0, len(texts), BATCH):
        began = time.process_time()
        docs = [nlp.make_doc(text) for text in texts[start : start + BATCH]]
        seconds["tokenizer"] += time.process_time() - began
        for name, component in nlp.pipeline:
            began = time.process_time()
            many: Any = getattr(component, "pipe", None)
            docs = list(many(docs, batch_size=BATCH)) if many else [component(doc) for doc in docs]
            seconds[name] += time.process_time() - began
        yield from docs


def found(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "seeds")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()

    texts = [read(document).text for document in find([given.folder])]
    own, ours = importlib.import_module(DEFAULT_MODEL).load(), load_model()
    theirs, tokenizer = own.tokenizer, ours.tokenizer
    # Our tokenizer keeps some prefixes, which the model's makers cut off; compared is what follows from equal tokens.
    tokenizer.infix_finditer = theirs.infix_finditer
    best: list[dict[str, float]] = [{}, {}]
    for number in range(given.rounds):
        tokens = differing = 0
        taken: list[dict[str, float]] = [defaultdict(float), defaultdict(float)]
        for one, other in zip(annotated(own, texts, taken[0]), annotated(ours, texts, taken[1]), strict=True):
            if number == 0:
                tokens += len(one)
                differing += sum(a != b for a, b in zip(found(one), found(other), strict=True))
        for least, now in zip(best, taken, strict=True):
            least.update({name: min(least.get(name, seconds), seconds) for name, seconds in now.items()})
        if number == 0:
            print(f"{len(texts)} texts, {tokens:,} tokens, {differing} of them found otherwise")
    for name in dict.fromkeys([*best[0], *best[1]]):
        print(f"{name:16} {best[0].get(name, 0):7.2f} s {best[1].get(name, 0):7.2f} s")
    whole, quick = (sum(least.values()) for least in best)
    print(f"{'all':16} {whole:7.2f} s {quick:7.2f} s, ratio {quick / whole:.2f}")


if __name__ == "__main__":
    main()
