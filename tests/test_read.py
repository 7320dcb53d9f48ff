"""The read stage: documents found, decoded, cut into blocks, credited; bad input refused in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, InputError
from kg.model import Article
from kg.read import Document, find, read
from kg.read.article import MAX_BYTES
from kg.read.wording import LEXICON, load

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
DOCUMENTS = HERE / "documents"
CASES: dict[str, list[Any]] = yaml.safe_load((HERE / "cases" / "read.yaml").read_text(encoding="utf-8"))
assert all(CASES[part] for part in ("articles", "furniture", "not_furniture", "credits", "notes", "bad"))


def written(folder: Path, data: str | bytes, name: str = "x.txt") -> Document:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return Document(path, name)


def shown(article: Article) -> list[str]:
    return [f"{block.kind} {' '.join(article.text[block.start : block.end].split())}" for block in article.blocks]


def spoken(article: Article) -> list[str]:
    return [line for line in shown(article) if not line.startswith("furniture")]


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


def test_web_page() -> None:
    article = read(Document(DOCUMENTS / "page.html", "page"))
    assert (article.title, article.author) == ("Iran joins the café pact", "Leila Naseri")
    assert (article.published, article.source) == (date(2035, 10, 10), "Levant Daily"), "a future date is no worse"
    assert article.url == "https://example.org/news/pact"
    assert spoken(article) == [
        "heading Iran joins the café pact",
        "text Iran signed the café pact with Pakistan in Islamabad on Friday, officials said.",
        "heading Reactions in the region",
        "text Israel condemned the pact.",
        "text Turkey welcomed it.",
        "text Saudi Arabia supported the pact’s aims.",
    ]


def test_part_of_a_web_page(tmp_path: Path) -> None:
    article = read(written(tmp_path, "<p>Israel attacked Iran.</p><p>Turkey condemned it.</p>", "x.html"))
    assert spoken(article) == ["text Israel attacked Iran.", "text Turkey condemned it."]


def test_markdown() -> None:
    article = read(Document(DOCUMENTS / "front.md", "front"))
    assert (article.title, article.author, article.published) == ("The pact", "Leila Naseri", date(2025, 10, 10))
    assert (article.source, article.url) == ("Levant Daily", "https://example.org/pact")
    assert spoken(article) == [
        "heading Iran joins the pact",
        "text Iran signed the pact with [Pakistan](https://example.org/pk).",
        "text Turkey welcomed the pact.",
        "text Israel condemned it.",
    ]


def test_word_file(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.author = "Leila Naseri"
    word.add_heading("Iran and the pact", 1)
    word.add_paragraph("Iran signed\nthe pact.")
    table = word.add_table(1, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Israel condemned it."
    word.add_paragraph("Turkey welcomed it.")
    word.save(str(tmp_path / "x.docx"))
    article = read(Document(tmp_path / "x.docx", "x.docx"))
    assert (article.title, article.author, article.published) == ("Iran and the pact", "Leila Naseri", None)
    assert article.text == "Iran and the pact\n\nIran signed the pact.\n\nIsrael condemned it.\n\nTurkey welcomed it."


def test_word_file_without_text(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "x.docx"))
    with pytest.raises(InputError, match=r"x\.docx: holds no text"):
        read(Document(tmp_path / "x.docx", "x.docx"))


def pdf(*pages: list[str]) -> bytes:
    """A PDF of plain lines, written out by hand."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        stream = "BT /F1 11 Tf 14 TL 60 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        parts.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {fonts} /Contents {5 + 2 * number} 0 R >>")
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
    tail = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (head + table + tail).encode()


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    first = [
        "Iran and the pact",
        "By Leila Naseri, 3 May 2025",
        "Iran had previously proposed forming a regional military and security",
        "coalition, and its President sent a letter about it to several govern-",
        "ments in the region. It also held talks with a number of Iran-",
        "backed groups.",
        "In June 2025, Israel and the United States attacked Iran, and Pakistan",
        "1",
    ]
    article = read(written(tmp_path, pdf(first, ["condemned the attack at once.", "2"]), "x.pdf"))
    assert (article.title, article.author, article.published) == ("Iran and the pact", "Leila Naseri", date(2025, 5, 3))
    assert spoken(article)[1:] == [
        "text Iran had previously proposed forming a regional military and security coalition, and its President sent "
        "a letter about it to several governments in the region. It also held talks with a number "
        "of Iran-backed groups.",
        "text In June 2025, Israel and the United States attacked Iran, and Pakistan condemned the attack at once.",
    ]


def test_pdf_without_text_and_cut_short(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no text, only images"):
        read(written(tmp_path, pdf([]), "x.pdf"))
    with pytest.raises(InputError, match="is no readable PDF"):
        read(written(tmp_path, pdf(["Iran signed."])[:200], "x.pdf"))


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter on this code, the package in reach."""
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    return subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True, check=True)


def test_broken_pdf_says_one_line_only(tmp_path: Path) -> None:
    written(tmp_path, "Iran signed.", "x.pdf")
    code = (
        "from pathlib import Path; from kg.read import *; from kg.errors import InputError\n"
        "try: read(Document(Path('x.pdf'), 'x.pdf'))\nexcept InputError as error: print(error)"
    )
    done = run(code, tmp_path)
    assert (done.stderr, done.stdout.count("\n")) == ("", 1)


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


def test_find_opens_folders_and_passes_over_the_rest(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.MD",
        "README.md",
        ".hidden.txt",
        "~$c.docx",
        "c.docx",
        "d.xlsx",
        "sub/e.htm",
        ".git/f.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [document.name for document in find([tmp_path])] == ["a.MD", "b.txt", "c.docx", "e.htm"]
    assert [document.name for document in find([tmp_path / "README.md", tmp_path / "d.xlsx"])] == [
        "README.md",
        "d.xlsx",
    ]
    assert len(find([tmp_path, tmp_path / "b.txt"])) == 4


def test_find_names_apart(tmp_path: Path) -> None:
    for name in ("one/x.txt", "two/x.txt", "two/deep/x.txt", "two/y.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    inside = [document.name for document in find([tmp_path])]
    assert inside == ["one/x.txt", "two/deep/x.txt", "two/x.txt", "y.txt"]
    beside = [document.name for document in find([tmp_path / "one", tmp_path / "two"])]
    assert beside == ["one/x.txt", "deep/x.txt", "two/x.txt", "y.txt"]


def test_find_refuses_missing_and_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        find([tmp_path / "gone"])
    with pytest.raises(InputError, match="holds no document"):
        find([tmp_path])


def test_plain_text_loads_no_parsers() -> None:
    done = run("import sys, kg.read; print(*sys.modules)", HERE)
    loaded = set(done.stdout.split())
    assert "kg.read.from_pdf" in loaded
    assert not {"trafilatura", "pypdf", "docx", "charset_normalizer", "spacy"} & loaded


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("tail_heads:", "tail_headz:", 'key "tail_heads" is missing'),
        ("tail_heads:", "more: [x]\ntail_heads:", 'key "more" is unknown'),
        ("  - advertisement\n", "  - advertisement\n  - Advertisement\n", "stands there twice"),
        ("  - advertisement\n", "  - yes\n", "True is no phrase"),
        ("  - advertisement\n", '  - "?!"\n', "has no word in it"),
        ("  - advertisement\n", "  - [\n", "cannot be read"),
        ("# Words of page furniture", "- x\n# Words", "cannot be read"),
    ],
)
def test_wrong_lexicon(old: str, new: str, error: str, tmp_path: Path) -> None:
    text = LEXICON.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "furniture.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"^furniture\.yaml: ") as caught:
        load(tmp_path / "furniture.yaml")
    assert error in str(caught.value)
    assert "\n" not in str(caught.value)


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
