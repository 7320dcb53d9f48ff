"""Files whose text must be taken out of them: web pages, Markdown, Word and PDF files."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from reading import spoken, written

from kg.errors import InputError
from kg.read import Document, read

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"


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


def test_word_file_with_an_entity_bomb_stays_small(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "x.docx"))
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "boom boom "><!ENTITY f SYSTEM "file:///etc/hostname">{entities}]>'
    with zipfile.ZipFile(tmp_path / "x.docx") as whole, zipfile.ZipFile(tmp_path / "y.docx", "w") as altered:
        for part in whole.infolist():
            data = whole.read(part)
            if part.filename == "word/document.xml":
                head, _, body = data.decode().partition("?>")
                said = "<w:body><w:p><w:r><w:t>Iran signed. &e8;&f;</w:t></w:r></w:p>"
                data = (head + "?>" + bomb + body.replace("<w:body>", said, 1)).encode()
            altered.writestr(part.filename, data)
    try:
        text = read(Document(tmp_path / "y.docx", "y.docx")).text
    except InputError as error:
        text = str(error)
    assert len(text) < 1000
    assert "\n" not in text


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


def test_plain_text_loads_no_parsers() -> None:
    done = run("import sys, kg.read; print(*sys.modules)", HERE)
    loaded = set(done.stdout.split())
    assert "kg.read.from_pdf" in loaded
    assert not {"trafilatura", "pypdf", "docx", "charset_normalizer", "spacy"} & loaded
