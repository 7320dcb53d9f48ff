"""What the tests of the read stage share: a file written, an article shown block by block."""

from __future__ import annotations

from pathlib import Path

from kg.model import Article
from kg.read import Document


def written(folder: Path, data: str | bytes, name: str = "x.txt") -> Document:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return Document(path, name)


def shown(article: Article) -> list[str]:
    return [f"{block.kind} {' '.join(article.text[block.start : block.end].split())}" for block in article.blocks]


def spoken(article: Article) -> list[str]:
    return [line for line in shown(article) if not line.startswith("furniture")]
