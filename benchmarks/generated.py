"""A corpus of any size in real language, the same for the same numbers.

    python benchmarks/generated.py FOLDER COUNT [--seed N]

Sentences are drawn from what the project wrote itself: the lexicon's examples and counter-examples, the sentences of
the test tables, and those of the seeds. Each article has a cast of states drawn with falling frequency (a few are in
every tenth article, most in few), which take the places of the states that the sentences name; its people bear invented
names. Openings and endings of news prose make the short sentences as long as those of newspapers. An article has a
title, a byline, a date and some 250 to 700 words.
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
OPENINGS = """\
According to officials in {capital}, |In a statement on {weekday}, {person} said that |On {day}, |Last month, |\
{person}, the foreign minister of {state}, told reporters that |Two diplomats said that |State media reported that |\
As talks in {capital} dragged on, |Despite earlier denials, |After weeks of tension, |In what observers called a turn, |\
A spokesman for the {people} government confirmed that |Speaking in {capital}, {person} suggested that |\
If the ceasefire fails, analysts in {capital} warn, |While {state} hesitated, |{person} denied that |||||""".split("|")
ENDINGS = """\
, officials said|, according to {person}|, a move that {state} condemned|, while {state} called for restraint|\
 before the summit in {capital}|, two people familiar with the talks said|, and {state} is expected to follow|\
, which {state} and {other} had opposed for months|, despite the agreement that {state} signed with {other} in {year}|\
 after {person} met {other} officials in {capital}|, the ministry announced on {weekday}|||||||""".split("|")
FIRST = """\
Adel Bahram Carla Dario Elena Farid Goran Hana Ilir Jelena Karim Leila Marko Nadia Omar Petra Rashid Sonia Tarik Vera
Walid Yasmin Zoran Amina Boris Dunja Emil Fatima Igor Katarina""".split()
LAST = """\
Abadani Berisov Castellan Dumitru Erdemli Farouzi Gashimov Haddadin Ivanek Jabouri Kostaric Lahoud Marenko Nazarov
Osterman Petrakis Qasimi Rahmani Sokolin Tavares Ustinov Valdani Wazir Yildiray Zamani Amirov Brankov Delgado""".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday".split()


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
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
        yield f"article-{number:06}.txt", _article(draw, cast, sentences, known, state_of, people_of)


def _article(draw, cast, sentences, known, state_of, people_of) -> str:  # type: ignore[no-untyped-def]
    people = [f"{draw.choice(FIRST)} {draw.choice(LAST)}" for _ in range(4)]
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
            "weekday": draw.choice(WEEKDAYS),
            "day": f"{published - timedelta(days=draw.randrange(1, 90)):%B %-d}",
            "year": str(published.year - draw.randrange(1, 9)),
        }
        opening, ending = (draw.choice(parts).format(**filled) for parts in (OPENINGS, ENDINGS))
        if opening and core.split()[0] in {"The", "A", "An", "Both", "Police", "Rebels", "Officials", "In", "On"}:
            core = core[0].lower() + core[1:]
        return f"{opening}{core}{ending}."

    paragraphs = [" ".join(sentence() for _ in range(draw.randint(2, 5))) for _ in range(draw.randint(5, 11))]
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


def write(folder: Path, count: int, seed: int = 1) -> int:
    """How many words were written to ``folder``, a thousand files to a subfolder."""
    words = 0
    for number, (name, text) in enumerate(articles(count, seed)):
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
    given = arguments.parse_args()
    print(f"{write(given.folder, given.count, given.seed):,} words")
