"""Score statements against the hand-annotated facts of the two seed articles.

    python tests/gold/score.py STATEMENTS.jsonl        what `kg statements --format jsonl` prints

A fact is found where a statement rests on the same words (its evidence overlaps the fact's snippet), names the
subject and the object, and relates them by one of the fact's relation words. It is full where status, time, place,
speaker and co-party agree as well. A trap is fallen into where a statement meets it in full.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"

# What the annotator wrote -> the statuses of a statement that satisfy it; "any" is satisfied by all of them.
ACCEPTED: Mapping[str, frozenset[str]] = {
    "asserted": frozenset({"asserted"}),
    "reported": frozenset({"asserted", "alleged"}),
    "negated": frozenset({"negated"}),
    "possible": frozenset({"possible", "conditional"}),
    "proposed": frozenset({"proposed"}),
    "intended": frozenset({"intended", "proposed"}),
}
PREFIX = 6  # letters of a relation word that must agree, so "condemned" meets "condemn"
FILLER_WORDS = frozenset({"the", "a", "an", "of"})

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one gold file; ``misses`` holds a line per fact not found in full and per trap fallen into."""

    facts: int
    found: int
    full: int
    core: int
    core_found: int
    core_full: int
    traps: int
    fallen: int
    misses: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Share of facts whose triple was found."""
        return self.found / self.facts if self.facts else 1.0

    @property
    def full_recall(self) -> float:
        """Share of facts found with status, time, place, speaker and co-party."""
        return self.full / self.facts if self.facts else 1.0

    @property
    def core_recall(self) -> float:
        """Share of core facts whose triple was found."""
        return self.core_found / self.core if self.core else 1.0

    def __str__(self) -> str:
        return (
            f"triple recall {self.recall:.3f}, with status/time/place/speaker {self.full_recall:.3f} "
            f"of {self.facts}; core {self.core_found}/{self.core_full} of {self.core}; "
            f"traps fallen into {self.fallen} of {self.traps}"
        )


def score(gold: Iterable[Row], statements: Iterable[Row], texts: Mapping[str, str]) -> Score:
    """Recall of ``gold`` in ``statements`` and the traps fallen into.

    Args:
        gold: rows of ``seeds.jsonl``, keys as in the README beside this file.
        statements: statement records; ``evidence`` offsets count characters of the document, end exclusive.
        texts: document stem -> its text as read from the file.
    """
    by_document: dict[str, list[Row]] = {}
    for statement in statements:
        by_document.setdefault(Path(statement["document"]).stem, []).append(statement)
    facts, traps, misses = [], [], []
    for fact in gold:
        document = document_of(fact, texts)
        start = texts[document].index(fact["sent"])
        span = (start, start + len(fact["sent"]))
        hits = [s for s in by_document.get(document, []) if is_found(fact, s, span)]
        full = any(is_full(fact, s) for s in hits)
        if fact.get("trap"):
            traps.append(full)
            misses += [line("TRAP", fact)] if full else []
        else:
            facts.append((bool(fact["core"]), bool(hits), full))
            misses += [] if full else [line("partial" if hits else "missed", fact)]
    core = [row for row in facts if row[0]]
    return Score(
        facts=len(facts),
        found=sum(found for _, found, _ in facts),
        full=sum(full for _, _, full in facts),
        core=len(core),
        core_found=sum(found for _, found, _ in core),
        core_full=sum(full for _, _, full in core),
        traps=len(traps),
        fallen=sum(traps),
        misses=tuple(misses),
    )


def document_of(fact: Row, texts: Mapping[str, str]) -> str:
    """The one document whose stem begins with ``fact["doc"]``."""
    (document,) = (stem for stem in texts if stem.startswith(fact["doc"]))
    return document


def is_found(fact: Row, statement: Row, span: tuple[int, int]) -> bool:
    """True where the statement rests on the fact's words and relates the same two."""
    evidence = statement["evidence"]
    if not (evidence["start"] < span[1] and span[0] < evidence["end"]):
        return False
    if not same_relation(statement, fact["r"]):
        return False
    subject, others = label(statement.get("subject")), labels_of_others(statement)
    if not fact["o"]:  # one thing alone: "the idea was not implemented" may make it subject or object
        return any(same_name(name, fact["s"]) for name in (subject, *others))
    if same_name(subject, fact["s"]) and any(same_name(name, fact["o"]) for name in others):
        return True
    names = [subject, *others]
    return bool(fact.get("symmetric")) and any(
        same_name(one, fact["s"]) and same_name(two, fact["o"])
        for i, one in enumerate(names)
        for j, two in enumerate(names)
        if i != j
    )


def is_full(fact: Row, statement: Row) -> bool:
    """True where what the fact says of status, time, place, speaker and co-party agrees too."""
    wanted = fact["status"]
    if wanted == "asserted" and "by" in fact:
        wanted = "reported"
    if wanted != "any" and statement["status"] not in ACCEPTED[wanted]:
        return False
    if "time" in fact and not (statement.get("time") or "").startswith(fact["time"]):
        return False
    if "place" in fact and not same_name(label(statement.get("place")), [fact["place"]]):
        return False
    if "by" in fact and not same_name(label(statement.get("speaker")), fact["by"]):
        return False
    return "with" not in fact or any(same_name(name, fact["with"]) for name in labels_of_others(statement))


def same_relation(statement: Row, wanted: Sequence[str]) -> bool:
    """True where a word of predicate, trigger or event type begins as a wanted word does; "" stands for any."""
    parts = (label(statement.get("predicate")), statement.get("trigger") or "", statement.get("event_type") or "")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", " ".join(parts)).casefold()
    return any(not word or re.search(r"\b" + re.escape(word.casefold()[:PREFIX]), text) for word in wanted)


def same_name(name: str, aliases: Sequence[str]) -> bool:
    """True where ``name`` holds all words of an alias, or shortens one to no fewer than two of its words.

    >>> same_name("Muhammad Shahbaz Sharif", ["Sharif"]), same_name("Arabia", ["Saudi Arabia"])
    (True, False)
    """
    have = words(name)
    for alias in aliases:
        want = words(alias)
        if have and want and (want <= have or (len(have) > 1 and have < want)):
            return True
    return False


@cache
def words(name: str) -> frozenset[str]:
    """The telling words of a name: case, articles, possessive endings and kinds of quotation mark set aside."""
    plain = re.sub(r"[‘’‛`]", "'", unicodedata.normalize("NFKC", name)).casefold()
    return frozenset(re.findall(r"\w+", re.sub(r"'s\b", "", plain))) - FILLER_WORDS


def label(node: Row | None) -> str:
    """The label of a subject, object, place or speaker; empty where there is none."""
    return (node or {}).get("label") or ""


def labels_of_others(statement: Row) -> list[str]:
    """Labels of the object and of the further participants."""
    nodes = [statement.get("object"), *(statement.get("participants") or [])]
    return [text for text in map(label, nodes) if text]


def line(kind: str, fact: Row) -> str:
    """One line that tells which fact was missed, and how."""
    first = fact["o"][0] if fact["o"] else "-"
    return f"{kind:8}{fact['id']} | {fact['s'][0]} | {fact['r'][0] or '*'} | {first} | {fact['status']}"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file with one JSON object a line."""
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.strip():
            yield json.loads(text)


def read_texts(folder: Path = SEEDS) -> dict[str, str]:
    """Stem -> text of each seed article."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def main() -> None:
    """Print the misses, then the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path, help="statement records, one JSON object a line")
    parser.add_argument("--gold", type=Path, default=HERE / "seeds.jsonl")
    parser.add_argument("--texts", type=Path, default=SEEDS, help="folder of the articles")
    arguments = parser.parse_args()
    result = score(read_rows(arguments.gold), read_rows(arguments.statements), read_texts(arguments.texts))
    print("\n".join([*result.misses, str(result)]))


if __name__ == "__main__":
    main()
