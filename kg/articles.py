"""The articles of a build as one file, a JSON object a line, so that their texts can be shown beside the graph."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args

from kg.errors import DataError
from kg.model import Article, Block, BlockKind

ARTICLES_FILE = "articles.jsonl"


def write_articles(articles: Iterable[Article], path: Path) -> None:
    """Write one line for each article, in order."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(map(article_line, articles))


def article_line(article: Article) -> str:
    """The line of an article, with its end; in ASCII."""
    return json.dumps(_plain(article), ensure_ascii=True) + "\n"


def read_articles(folder: Path) -> list[Article]:
    """The articles that `kg build` kept in this folder; none where it kept none.

    Raises:
        DataError: the file is there and is not what a build writes.
    """
    path = folder / ARTICLES_FILE
    if not path.is_file():
        return []
    articles = []
    for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), start=1):
        if line:
            try:
                articles.append(_article(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(f"{path}: line {number} is no article ({error}); build the folder anew") from error
    return articles


def _plain(article: Article) -> dict[str, Any]:
    """An article as JSON has it; blocks as [start, end, kind]."""
    plain = {name: getattr(article, name) for name in Article.__slots__}
    plain["blocks"] = [[block.start, block.end, block.kind] for block in article.blocks]
    plain["published"] = article.published.isoformat() if article.published else None
    return plain


def _article(plain: dict[str, Any]) -> Article:
    blocks = tuple(Block(int(start), int(end), kind) for start, end, kind in plain["blocks"])
    if not isinstance(plain["text"], str) or any(block.kind not in get_args(BlockKind) for block in blocks):
        raise ValueError("its text or its blocks are malformed")
    published = date.fromisoformat(plain["published"]) if plain["published"] else None
    return Article(**(plain | {"blocks": blocks, "published": published}))
