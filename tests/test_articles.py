"""The articles kept beside a graph, and what the page carries of texts and graph."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from claims_by_hand import article
from pyoxigraph import Literal, NamedNode, Quad
from view_records import data_of, large_records, seed_records

from kg.articles import ARTICLES_FILE, read_articles, write_articles
from kg.errors import DataError
from kg.model import Article, Block
from kg.page import PageOptions, write_page
from kg.store import open_graph
from kg.view import Queryable, packed, render
from kg.view.communities import communities
from kg.view.tally import tally
from kg.view.texts import Utf16, readers


def test_articles_come_back_as_they_were(tmp_path: Path) -> None:
    heading = Block(0, 1, "heading")
    odd = Article("b.txt", "\u2028\u202e\x85\U0001f600 \n", "0", (heading,), None, "Иран", date(2025, 1, 2), "S", "u")
    articles = [article("a.txt", "One\r\ntwo", title="Title"), odd]
    write_articles(articles, tmp_path / ARTICLES_FILE)
    assert read_articles(tmp_path) == articles
    assert read_articles(tmp_path / "elsewhere") == []


@pytest.mark.parametrize("line", ["{}", "[]", "x", '{"text": 1, "blocks": [], "published": null}', '{"text"'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    write_articles([article("a.txt", "One")], tmp_path / ARTICLES_FILE)
    with (tmp_path / ARTICLES_FILE).open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(DataError, match=r"articles\.jsonl: line 2 is no article"):
        read_articles(tmp_path)


def test_only_the_text_the_graph_was_built_from_is_shown(seed_build: Path, tmp_path: Path) -> None:
    first, second = read_articles(seed_build)
    changed = Article(second.name, second.text + "!", "0", second.blocks)
    write_page(open_graph(seed_build), tmp_path / "page.html", [first, changed], PageOptions(queries=False))
    documents = data_of((tmp_path / "page.html").read_text("utf-8"))["documents"]
    assert [("text" in document, document.get("missing")) for document in documents] == [
        (True, None),
        (False, "unknown"),
    ]


def test_texts_up_to_a_limit_the_shorter_ones_still_find_room() -> None:
    known = {name: article(name, "x" * length) for name, length in (("a", 6), ("b", 5), ("c", 4))}
    shown = readers(["a", "b", "c"], known, 10)
    assert ["text" in document for document in shown] == [True, False, True]
    assert (shown[1]["missing"], shown[1]["length"]) == ("limit", 5)


@pytest.mark.parametrize("text", ["", "abc", "\U0001f600a\U0001f600", "Иран"])
def test_offsets_are_those_of_a_browser(text: str) -> None:
    units = Utf16(text)
    assert [units(at) for at in range(len(text) + 1)] == [
        len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)
    ]


def unpacked(graph: dict[str, Any]) -> set[tuple[str, str, str]]:
    """The triples as the page's worker reads them."""
    words, before = [], ""
    for shared, rest in graph["terms"]:
        before = before[:shared] + rest
        words.append(before)
    return {
        (words[row[0]], words[row[at]], words[row[at + 1]]) for row in graph["triples"] for at in range(1, len(row), 2)
    }


def test_the_packed_graph_is_the_graph(seed_build: Path) -> None:
    store = open_graph(seed_build)
    wanted = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in store}
    assert unpacked(packed(store)) == wanted
    one, two = (NamedNode(f"http://x/\U0001f600{end}") for end in "ab")
    odd = [Quad(one, one, Literal('</script>"\n')), Quad(two, one, Literal("é")), Quad(two, one, Literal("è"))]
    assert len(unpacked(packed([*odd, *odd]))) == 3
    assert packed(odd) == packed(reversed(odd))


def test_the_engine_comes_only_when_asked_for_and_the_page_stays_below_four_megabytes(seed_build: Path) -> None:
    with_engine = (seed_build / "graph.html").read_text("utf-8")
    without = render(seed_records())
    assert len(with_engine) < 4_000_000
    assert "wasm-unsafe-eval" in with_engine
    assert "worker-src blob:" in with_engine.replace("&#x27;", "'")
    assert "wasm-unsafe-eval" not in without
    assert 'id="wasm"' not in without
    assert not re.search(r"connect-src|'unsafe-(inline|eval)'", with_engine[:2000])


def test_hostile_words_in_the_graph_do_not_end_its_element() -> None:
    name = NamedNode("http://x/a")
    graph = packed([Quad(name, name, Literal("</script><img src=x onerror=alert(1)>"))])
    text = render(seed_records(), queryable=Queryable(graph, {}, ()))
    assert "<img" not in text


def test_communities_are_the_same_each_time_and_cover_those_with_a_line() -> None:
    counted = tally(large_records(300))
    groups = communities(counted)
    assert groups == communities(tally(large_records(300)))
    assert len({node for group in groups for node in group}) == sum(map(len, groups)) > 280
    assert communities(tally(seed_records()[:10])) == []


def test_collapsed_communities_have_room_for_all_their_members() -> None:
    data = data_of(render(large_records(300)))
    boxes: dict[int, list[tuple[int, int]]] = {}
    for node in data["nodes"]:
        if node["group"] is not None:
            boxes.setdefault(node["group"], []).append((node["groupX"], node["groupY"]))
    spans = [(min(x), max(x), min(y), max(y)) for x, y in (zip(*places, strict=True) for places in boxes.values())]
    for at, one in enumerate(spans):
        for two in spans[at + 1 :]:
            assert one[1] < two[0] or two[1] < one[0] or one[3] < two[2] or two[3] < one[2]
