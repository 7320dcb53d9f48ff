"""What the tests of the read stage share: a file written, an article shown block by block."""

from __future__ import annotations

import io
from pathlib import Path

from kg.model import Article
from kg.read import Document

PAGE = (
    "<html><head><title>The pact</title></head><body><nav>Home | News | World</nav><article><h1>The pact</h1>"
    "<p>Iran signed the pact with Pakistan in Islamabad on Friday, officials said.</p></article></body></html>"
)


def written(folder: Path, data: str | bytes, name: str = "x.txt") -> Document:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return Document(path, name)


def shown(article: Article) -> list[str]:
    return [f"{block.kind} {' '.join(article.text[block.start : block.end].split())}" for block in article.blocks]


def spoken(article: Article) -> list[str]:
    return [line for line in shown(article) if not line.startswith("furniture")]


def archive(records: list[tuple[str, str, str, bytes]]) -> bytes:
    """A packed web archive of answers: address, status, kind, body."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, (address, status, kind, body) in enumerate(records):
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        day = {"WARC-Date": f"2025-10-{10 + number}T08:00:00Z"}
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=day
            )
        )
    return out.getvalue()
