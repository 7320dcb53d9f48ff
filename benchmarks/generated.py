"""A corpus of any size in real language, the same for the same numbers.

    python benchmarks/generated.py FOLDER COUNT [--seed N] [--short]

Sentences are drawn from what the project wrote itself: the lexicon's examples and counter-examples, the sentences of
the test tables, and those of the seeds. Each article has a cast of states drawn with falling frequency (a few are in
every tenth article, most in few), which take the places of the states that the sentences name; its people bear invented
names. Openings and endings of news prose make the short sentences as long as those of newspapers. An article has a
title, a byline, a date and some 250 to 700 words; a short one, as agencies send them, some 80.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from kg.countries import read_countries
from kg.read import find, read

ROOT = Path(__file__).parents[1]
WORDS = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text("utf-8"))


def articles(count: int, seed: int = 1, short: bool = False) -> Iterator[tuple[str, str]]:
    """File name and text of each article."""
    sentences = _sentences()
    countries = [c for c in read_countries() if c.node.type == "State" and c.demonyms and c.capitals]
    names = {words for c in countries for words in (c.node.label, *c.demonyms)}
    known = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    state_of = {c.node.label: number for number, c in enumerate(countries)}
    people_of = {words: number for number, c in enumerate(countries) for words in c.demonyms}
    random.Random(seed).shuffle(countries)
    weights = [1 / (rank + 3) for rank in range(len(countries))]
    for number in range(count):
        draw = random.Random(seed * 1_000_003 + number)
        cast = draw.choices(countries, weights, k=5)
        yield f"article-{number:06}.txt", _article(draw, cast, sentences, known, state_of, people_of, short)


def _article(draw, cast, sentences, known, state_of, people_of, short) -> str:  # type: ignore[no-untyped-def]
    people = [f"{draw.choice(WORDS['first_names'])} {draw.choice(WORDS['last_names'])}" for _ in range(4)]
    published = date(2021, 1, 1) + timedelta(days=draw.randrange(1700))

    def renamed(match: re.Match[str]) -> str:
        words = match[0]
        if words in state_of:
            return cast[state_of[words] % len(cast)].node.label
        return cast[people_of[words] % len(cast)].demonyms[0]

    def sentence() -> str:
        core = known.sub(renamed, draw.choice(sentences)).rstrip(".!? ")
        one, two = draw.sample(range(len(cast)), 2)
        filled = {
            "state": cast[one].node.label,
            "other": cast[two].node.label,
            "people": cast[one].demonyms[0],
            "capital": cast[two].capitals[0],
            "person": draw.choice(people),
            "weekday": draw.choice(WORDS["weekdays"]),
            "day": f"{published - timedelta(days=draw.randrange(1, 90)):%B %-d}",
            "year": str(published.year - draw.randrange(1, 9)),
        }
        opening, ending = (draw.choice(parts).format(**filled) for parts in (WORDS["openings"], WORDS["endings"]))
        if opening and core.split()[0] in {"The", "A", "An", "Both", "Police", "Rebels", "Officials", "In", "On"}:
            core = core[0].lower() + core[1:]
        return f"{opening}{core}{ending}."

    count = 2 if short else draw.randint(5, 11)
    paragraphs = [" ".join(sentence() for _ in range(2 if short else draw.randint(2, 5))) for _ in range(count)]
    title = known.sub(renamed, draw.choice(sentences)).rstrip(".!? ")
    head = f"{title}\n\nBy {draw.choice(people)}, {published:%B %-d, %Y}\n\n"
    return head + "\n\n".join(paragraphs) + "\n"


def _sentences() -> list[str]:
    """Every sentence of our own, and those of the seeds, once."""
    found: dict[str, None] = {}
    for file in sorted((ROOT / "kg/data/lexicon/relations").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            found |= dict.fromkeys(example["text"] for example in entry.get("examples", ()))
            found |= dict.fromkeys(one if isinstance(one, str) else one["text"] for one in entry.get("not", ()))
    for name in ("claims", "status", "speakers", "no_relation"):
        for row in yaml.safe_load((ROOT / f"tests/cases/{name}.yaml").read_text("utf-8")):
            if isinstance(row, dict) and isinstance(row.get("text"), str) and "\n" not in row["text"]:
                found[row["text"]] = None
    for document in find([ROOT / "seeds"]):
        article = read(document)
        for block in article.blocks:
            if block.kind == "text":
                parts = re.split(r"(?<=[a-z]{3}[.!?]) (?=[A-Z])", article.text[block.start : block.end])
                found |= dict.fromkeys(part for part in parts if 4 < len(part.split()) < 45)
    return list(found)


def write(folder: Path, count: int, seed: int = 1, short: bool = False) -> int:
    """How many words were written to ``folder``, a thousand files to a subfolder."""
    words = 0
    for number, (name, text) in enumerate(articles(count, seed, short)):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf-8")
        words += len(text.split())
    return words


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("count", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--short", action="store_true")
    given = arguments.parse_args()
    print(f"{write(given.folder, given.count, given.seed, given.short):,} words")
