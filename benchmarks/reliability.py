"""How often claims are right, by their confidence: the table of docs/extraction.md.

    python benchmarks/reliability.py [FILE]

`reliability.csv` has a row for each claim that an independent reader judged against its text, without seeing the
confidence: the kind of text, the confidence that `kg` gives the claim, and 1 where the reader found it right in all
parts (subject, relation, object, status, speaker, time, place). The texts are not ours to print; see the eval data.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

BORDERS = (0.70, 0.78, 0.84)


def main(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [(row["kind"], float(row["confidence"]), row["right"] == "1") for row in csv.DictReader(lines)]
    told: dict[str, list[bool]] = defaultdict(list)
    for kind, confidence, right in rows:
        band = sum(confidence >= border for border in BORDERS)
        told[_name(band)].append(right)
        told[f"{kind}s" if kind == "statement" else kind].append(right)
    told["all"] = [right for _, _, right in rows]
    for name in (*map(_name, range(len(BORDERS) + 1)), "statements", "news", "all"):
        print(f"{name:20} {len(told[name]):4} claims  {sum(told[name]) / len(told[name]):.2f} right")


def _name(band: int) -> str:
    if band == 0:
        return f"below {BORDERS[0]:.2f}"
    return (
        f"{BORDERS[band - 1]:.2f} and more"
        if band == len(BORDERS)
        else f"{BORDERS[band - 1]:.2f} to {BORDERS[band]:.2f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("reliability.csv"))
