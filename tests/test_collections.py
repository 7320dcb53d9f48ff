"""Files that hold many articles: each article by name, each fault in one line, whatever is in the file."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Kg, lines
from reading import PAGE, archive, written

from kg.errors import CallError, InputError
from kg.model import Article
from kg.read import Document, Options, read_each
from kg.read.options import columns_of

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "collections.yaml").read_text("utf-8"))
assert len(CASES) > 12


def read_file(document: Document, **options: Any) -> tuple[list[Article], list[str]]:
    """The articles of a file and the lines about what could not be read."""
    found = list(read_each(document, Options(**options)))
    errors = [str(one) for one in found if isinstance(one, InputError)]
    return [one for one in found if isinstance(one, Article)], errors


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_collection(case: dict[str, Any], tmp_path: Path) -> None:
    options = {"columns": case.get("columns", {}), "date_format": case.get("date_format")}
    articles, errors = read_file(written(tmp_path, case["text"], case["file"]), **options)
    wanted = case.get("articles", [])
    assert [article.name for article in articles] == [one["name"] for one in wanted]
    for article, one in zip(articles, wanted, strict=True):
        assert {key: getattr(article, key) for key in one} == one
    assert len(errors) == len(case.get("errors", [])), errors
    for error, words in zip(errors, case.get("errors", []), strict=True):
        assert words in error
        assert error.startswith(case["file"])
        assert "\n" not in error


def test_an_entity_bomb_stays_small(tmp_path: Path) -> None:
    case = next(case for case in CASES if "bomb" in case["label"])
    ((article,), _) = read_file(written(tmp_path, case["text"], case["file"]))
    assert len(article.text) < 3000
    assert "root:" not in article.text


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_ids_make_names_that_survive_another_order(suffix: str, tmp_path: Path) -> None:
    rows = [{"id": f"a{n}", "text": f"Iran signed pact {n} with Pakistan."} for n in range(30)]
    first = {article.name: article.sha256 for article in read_file(packed(tmp_path, rows, suffix))[0]}
    random.Random(1).shuffle(rows)
    assert first == {article.name: article.sha256 for article in read_file(packed(tmp_path, rows, suffix))[0]}
    assert len(first) == 30


def packed(folder: Path, rows: list[dict[str, str]], suffix: str) -> Document:
    text = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return written(folder, gzip.compress(text) if suffix.endswith(".gz") else text, f"x{suffix}")


def test_a_bomb_of_gzip_is_given_up(tmp_path: Path) -> None:
    row = json.dumps({"text": "Iran signed the pact."}).encode() + b"\n"
    data = gzip.compress(row + b"0" * 100_000_000 + b"\n" + row)
    articles, errors = read_file(written(tmp_path, data, "bomb.jsonl.gz"))
    assert len(articles) == 1
    assert [word in error for word, error in zip(("20 MB", "200 times"), errors, strict=True)] == [True, True]


@pytest.mark.parametrize("cut", [20, -5])
def test_a_cut_packed_file_keeps_what_came_before(cut: int, tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": f"{random.Random(n).random()} Iran signed."}) + "\n" for n in range(3000))
    data = gzip.compress(rows.encode())
    articles, errors = read_file(written(tmp_path, data[:cut], "cut.jsonl.gz"))
    assert len(errors) == 1
    assert "is damaged" in errors[0]
    assert (len(articles) > 100) == (cut < 0)


def test_bytes_that_are_no_utf8_are_named_by_row(tmp_path: Path) -> None:
    table = "text\nIran signed.\nThe café spoke.\nTurkey left.\n".encode("cp1252")
    articles, errors = read_file(written(tmp_path, table, "w.csv"))
    assert ([a.name for a in articles], errors) == (
        ["w.csv#1", "w.csv#3"],
        ["w.csv: row 2 is not UTF-8; save the file as UTF-8"],
    )
    _, errors = read_file(written(tmp_path, "text\nIran signed.\n".encode("utf-16"), "u.csv"))
    assert errors == ["u.csv: is UTF-16; save it as UTF-8"]
    _, errors = read_file(written(tmp_path, b'{"text": "caf\xe9"}\n', "w.jsonl"))
    assert errors == ["w.jsonl: line 1 is not UTF-8; save the file as UTF-8"]


def test_a_huge_line_is_passed_over(tmp_path: Path) -> None:
    data = b'{"text": "' + b"x" * 21_000_000 + b'"}\n{"text": "Iran signed the pact."}\n'
    articles, errors = read_file(written(tmp_path, data, "x.jsonl"))
    assert ([a.name for a in articles], len(errors)) == (["x.jsonl#2"], 1)
    assert "line 1 has more than 20 MB" in errors[0]


def test_deep_mail_and_json_are_one_line(tmp_path: Path) -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    _, errors = read_file(written(tmp_path, b"MIME-Version: 1.0\n" + nested, "deep.eml"))
    assert len(errors) == 1 and errors[0].startswith("deep.eml: ")
    _, errors = read_file(written(tmp_path, b"[" * 100_000 + b"\n", "deep.jsonl"))
    assert len(errors) == 1 and "no JSON" in errors[0]


def test_web_archive(tmp_path: Path) -> None:
    western = PAGE.replace("officials", "café officials").encode("cp1252")
    data = archive(
        [
            ("https://example.org/1", "200 OK", "text/html", PAGE.encode()),
            ("https://example.org/x.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://example.org/gone", "404 Not Found", "text/html", PAGE.encode()),
            ("https://example.org/1", "200 OK", "text/html; charset=windows-1252", western),
            ("https://example.org/list", "200 OK", "text/html", b"<html><body></body></html>"),
        ]
    )
    articles, errors = read_file(written(tmp_path, data, "crawl.warc.gz"))
    address = "https://example.org/1"
    assert [a.name for a in articles] == [
        f"crawl.warc.gz#{address}",
        f"crawl.warc.gz#{address}@2025-10-13T08:00:00Z",
    ]
    assert {a.url for a in articles} == {address}
    assert "café officials" in articles[1].text
    assert [error.partition(": ")[0] for error in errors] == ["crawl.warc.gz#https://example.org/list"]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'actorkg[parquet]'")
    import pyarrow.parquet as parquet

    table = pa.table({"id": [3, 4], "text": ["Iran signed the pact.", None], "date": [1760054400, None]})
    parquet.write_table(table, tmp_path / "x.parquet")
    articles, errors = read_file(Document(tmp_path / "x.parquet", "x.parquet"))
    assert [(a.name, str(a.published)) for a in articles] == [("x.parquet#3", "2025-10-10")]
    assert errors == ["x.parquet: row 2 holds no text; remove it or fill it"]
    whole = (tmp_path / "x.parquet").read_bytes()
    (tmp_path / "x.parquet").write_bytes(whole[: len(whole) // 2])
    _, errors = read_file(Document(tmp_path / "x.parquet", "x.parquet"))
    assert len(errors) == 1 and "is no readable Parquet file" in errors[0]


def test_a_large_file_is_read_in_little_memory(tmp_path: Path) -> None:
    with open(tmp_path / "big.jsonl", "w", encoding="utf-8") as file:
        for number in range(4000):
            file.write(json.dumps({"id": number, "text": f"Iran signed pact {number}. " * 200}) + "\n")
    size = (tmp_path / "big.jsonl").stat().st_size
    next(iter(read_each(Document(tmp_path / "big.jsonl", "big.jsonl"))))
    tracemalloc.start()
    try:
        # The first 2,000 characters of each: what the layout of a text costs is no business of this test.
        count = sum(1 for _ in rows_of(tmp_path / "big.jsonl"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 4000
    assert peak < size / 8


def rows_of(path: Path) -> Iterator[object]:
    from kg.read.from_tables import from_jsonl

    yield from from_jsonl(Document(path, path.name), Options())


def test_columns_of_the_command_line() -> None:
    assert columns_of(["text=a=b", "date=d"]) == {"text": "a=b", "date": "d"}
    for bad in ("text", "text=", "words=x"):
        with pytest.raises(CallError, match="--column"):
            columns_of([bad])


def test_a_build_of_tables_verifies_and_lists_faults(kg: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [{"key": "a/1", "words": "Israel attacked Iran in June 2025."}, {"key": "2", "words": ""}]
    written(folder, "".join(json.dumps(row) + "\n" for row in rows), "n.jsonl")
    columns = ("--column", "text=words", "--column", "id=key")
    ran = kg("build", folder, "-o", tmp_path / "out", *columns)
    assert ran.code == 1
    assert lines(ran.err) == ["kg: n.jsonl: row 2 holds no text; remove it or fill it"]
    assert "n.jsonl#a/1" in kg("statements", tmp_path / "out", "--format", "csv").out
    assert "doc:n.jsonl%23a%2F1" in (tmp_path / "out" / "graph.trig").read_text("utf-8")
    assert kg("verify", tmp_path / "out", "-a", folder, *columns).code == 0
    missing = kg("verify", tmp_path / "out", "-a", folder)
    assert missing.code == 1
    assert "was not found" in missing.out
