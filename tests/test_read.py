"""The read stage: documents found, decoded, cut into blocks, credited; bad input refused in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reading import shown, spoken, written

from kg.errors import InputError
from kg.model import Article
from kg.read import Document, read
from kg.read.article import MAX_BYTES

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
DOCUMENTS = HERE / "documents"
CASES: dict[str, list[Any]] = yaml.safe_load((HERE / "cases" / "read.yaml").read_text(encoding="utf-8"))
assert all(CASES[part] for part in ("articles", "furniture", "not_furniture", "credits", "notes", "bad"))


def value(expected: object) -> object:
    return None if expected == "none" else expected


@pytest.mark.parametrize("case", CASES["articles"], ids=lambda case: case["label"])
def test_article(case: dict[str, Any], tmp_path: Path) -> None:
    article = read(written(tmp_path, case["text"], case.get("file", "x.txt")))
    assert shown(article) == case["blocks"]
    for field in ("title", "author", "published", "source"):
        if field in case:
            assert getattr(article, field) == value(case[field]), field


@pytest.mark.parametrize("line", CASES["furniture"])
def test_line_is_furniture(line: str, tmp_path: Path) -> None:
    text = f"Iran signed the pact.\n\n{line}\n\nTurkey welcomed it."
    assert spoken(read(written(tmp_path, text))) == ["text Iran signed the pact.", "text Turkey welcomed it."]


@pytest.mark.parametrize("line", CASES["not_furniture"])
def test_line_is_no_furniture(line: str, tmp_path: Path) -> None:
    text = f"Iran signed the pact.\n\n{line}\n\nTurkey welcomed it."
    assert len(spoken(read(written(tmp_path, text)))) == 3


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize(("line", "author", "published"), CASES["credits"])
def test_credit_line(line: str, author: str, published: object, place: str, tmp_path: Path) -> None:
    body = "The pact and its parties\n\n{}Iran signed the pact.\n\nTurkey welcomed it.\n\n{}"
    text = body.format(f"{line}\n\n", "") if place == "above" else body.format("", line)
    article = read(written(tmp_path, text))
    assert (article.author, article.published) == (value(author), value(published))
    is_credit = author != "none" or published != "none"
    assert (f"furniture {line}" in shown(article)) == is_credit


@pytest.mark.parametrize(("line", "author"), CASES["notes"])
def test_author_note(line: str, author: str, tmp_path: Path) -> None:
    article = read(written(tmp_path, f"Iran signed the pact.\n\nTurkey welcomed it.\n\n{line}\n"))
    assert article.author == value(author)
    assert (f"furniture {line}" in shown(article)) == (author != "none")


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: f"{case['file']} {case['error']}")
def test_bad_document(case: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, case["text"], case["file"]))
    message = str(caught.value)
    assert message.startswith(f"{case['file']}: ")
    assert case["error"] in message
    assert "\n" not in message
    assert ";" in message, "the way out is missing"


def test_seed_with_furniture() -> None:
    article = read(Document(SEEDS / "000_bcc5feb58b302aa3.txt", "000"))
    assert (article.title, article.author) == ("Iran and the Idea of an Islamic NATO", "Samyar Rostami")
    assert article.published == date(2025, 10, 10)
    assert article.language == "en"
    kinds = [block.kind for block in article.blocks]
    assert kinds[:6] == ["furniture", "furniture", "heading", "furniture", "furniture", "furniture"]
    assert set(kinds[-8:]) == {"furniture"}
    assert spoken(article).count("heading Opportunities and Obstacles") == 1
    once = " ".join(spoken(article))
    assert once.count("is gaining momentum") == once.count("two-by-two coalitions") == 1


def test_seed_without_date() -> None:
    article = read(Document(SEEDS / "003_37e8a2a38bea86b4.txt", "003"))
    assert (article.title, article.author, article.published) == (None, "Leila Naseri", None)
    assert [block.kind for block in article.blocks] == ["text"] * 12 + ["furniture"]


def test_text_is_the_files_own() -> None:
    path = SEEDS / "000_bcc5feb58b302aa3.txt"
    assert read(Document(path, "x")).text == path.read_text(encoding="utf-8")


def test_hash_is_of_the_decoded_text(tmp_path: Path) -> None:
    plain = read(written(tmp_path, "Iran’s café.\n"))
    marked = read(written(tmp_path, b"\xef\xbb\xbf" + "Iran’s café.\r\n".encode()))
    western = read(written(tmp_path, "Iran’s café.\r\n".encode("cp1252")))
    assert plain.text == marked.text == western.text == "Iran’s café.\n"
    assert plain.sha256 == marked.sha256 == western.sha256
    assert len(plain.sha256) == 64


def test_western_and_marked_encodings() -> None:
    western = read(Document(DOCUMENTS / "western.txt", "western"))
    assert western.title == "Café diplomacy"
    assert "Iran’s ministers met in the café – a “first”." in western.text
    marked = read(Document(DOCUMENTS / "marked.txt", "marked"))
    assert marked.text == "Iran signed the pact.\nİstanbul hosted the talks.\n"


@pytest.mark.parametrize(
    "data",
    [
        "Иран подписал соглашение с Пакистаном и Россией вчера".encode("cp1251"),
        "Iran’s “café” signed – now. ".encode() * 20 + b"\xff",
        "Iran signed the pact.".encode("utf-16")[:-1],
        bytes(range(128, 256)) * 10,
    ],
    ids=["cp1251", "broken utf-8", "broken utf-16", "noise"],
)
def test_unknown_encoding_is_refused_not_garbled(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        read(written(tmp_path, data))


def test_missing_folder_and_huge_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read(Document(tmp_path / "x.txt", "x.txt"))
    (tmp_path / "y.txt").mkdir()
    with pytest.raises(InputError, match="is no regular file"):
        read(Document(tmp_path / "y.txt", "y.txt"))
    with open(tmp_path / "z.txt", "wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="more than 20 MB"):
        read(Document(tmp_path / "z.txt", "z.txt"))


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    document = written(tmp_path, "Iran signed.")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"x\.txt: cannot be opened: Permission denied"):
        read(document)


def test_five_megabytes(tmp_path: Path) -> None:
    sentence = "In {0} Iran signed pact number {0} with Pakistan in Islamabad, after long talks in Doha. "
    text = "\n\n".join((sentence * 4).format(year).strip() for year in range(16000))
    article = read(written(tmp_path, text))
    assert len(text) > 5_000_000
    assert len(article.blocks) == 16000
    assert {block.kind for block in article.blocks} == {"text"}


def test_one_endless_paragraph_is_cut_behind_sentences(tmp_path: Path) -> None:
    text = " ".join(f"In {year} Iran signed pact number {year} with Pakistan." for year in range(20_000))
    article = read(written(tmp_path, text))
    pieces = [article.text[block.start : block.end] for block in article.blocks]
    assert " ".join(pieces) == text
    assert max(map(len, pieces)) <= 20_000
    assert all(piece.endswith("Pakistan.") for piece in pieces)


LINES = st.one_of(
    st.sampled_from(
        [
            "EN|FR|RU",
            "Related articles",
            "Samyar Rostami, October 10, 2025",
            "By Leila Naseri",
            "TEHRAN, May 1 (AP) - Iran signed the pact.",
            "- Iran signed the pact with Pakistan and Turkey in the end.",
            "Iran signed the pact with Pakistan and Turkey in the end.",
            "  # Title ",
            "> quoted",
        ]
    ),
    st.text(max_size=90),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read")


@given(lines=st.lists(LINES, min_size=1, max_size=12), gap=st.sampled_from(["\n", "\n\n", "\r\n"]), kind=st.booleans())
def test_blocks_are_apart_in_order_and_trimmed(lines: list[str], gap: str, kind: bool, folder: Path) -> None:
    name = "x.md" if kind else "x.txt"
    try:
        article = read(written(folder, gap.join(lines), name))
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        words = article.text[block.start : block.end]
        assert words == words.strip()
        end = block.end
    assert all(not char.isalnum() for char in outside(article)), "a word is in no block"


def outside(article: Article) -> str:
    edges = [0, *(edge for block in article.blocks for edge in (block.start, block.end)), len(article.text)]
    return "".join(article.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


BODY = st.lists(
    st.sampled_from(
        [
            "Iran signed the pact with Pakistan.",
            "Turkey, which had been silent until then, welcomed the pact between the two states on Friday.",
            "The ministers said:",
            "Reactions in the region",
            "“Israel attacked Iran,” the spokesman said.",
            "Egypt and Iraq held talks.",
        ]
    ),
    min_size=1,
    unique=True,
)
MENUS = st.lists(
    st.sampled_from(["EN|FR|RU", "Follow us on:", "Home | News | World", "Facebook Telegram", "Share this article"])
)
TAILS = st.lists(st.sampled_from(["Israel attacked Egypt.", "Shadow Fronts: Russia’s Next Move", "Iran and the pact"]))


@given(body=BODY, menus=MENUS, tail=TAILS, gap=st.sampled_from(["\n", "\n\n"]), ends=st.integers(0, 9))
def test_furniture_changes_nothing(
    body: list[str], menus: list[str], tail: list[str], gap: str, ends: int, folder: Path
) -> None:
    plain = read(written(folder, "\n\n".join(body)))
    dressed = gap.join([*menus, ""]) + "\n\n".join(body) + gap + gap.join([*menus, "More on this topic", *tail])
    article = read(written(folder, dressed + "\n" * ends))
    assert spoken(article) == spoken(plain)
    assert (article.title, article.author, article.published) == (plain.title, plain.author, plain.published)
