"""Texts in other languages are set aside, and nothing English is."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SEEDS, Kg, lines
from reading import written

from kg.errors import SetAside
from kg.read import Options, read
from kg.read.language import foreign

OTHERS = {
    "de": "Der iranische Präsident hat am Montag in Islamabad ein Abkommen mit Pakistan unterzeichnet, wie das "
    "Außenministerium mitteilte. Die Regierung in Ankara begrüßte den Schritt, während Israel ihn scharf verurteilte.",
    "fr": "Le président iranien a signé lundi à Islamabad un accord avec le Pakistan, selon le ministère des Affaires "
    "étrangères. Le gouvernement turc a salué cette décision, tandis qu'Israël l'a fermement condamnée.",
    "es": "El presidente iraní firmó el lunes en Islamabad un acuerdo con Pakistán, según informó el Ministerio de "
    "Asuntos Exteriores. El gobierno turco saludó la decisión, mientras que Israel la condenó con firmeza.",
    "fa": "رئیس جمهور ایران روز دوشنبه در اسلام آباد توافقنامه ای با پاکستان امضا کرد و وزارت امور خارجه این خبر را "
    "اعلام کرد. دولت ترکیه از این تصمیم استقبال کرد در حالی که اسرائیل آن را به شدت محکوم کرد.",
    "zh": "伊朗总统星期一在伊斯兰堡与巴基斯坦签署了一项协议，外交部表示。"
    "土耳其政府对此表示欢迎，而以色列则强烈谴责。" * 3,
}
SHORT = ["Iran signed.", "Netanyahu Teheran Ankara", "Von der Leyen", "EN|FR|RU", "Merci, Tehran!"]
NAMES = "Israel Iran Pakistan Saudi Arabia Riyadh Teheran Ankara Cairo Doha " * 4


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_known(code: str) -> None:
    assert foreign([OTHERS[code]]) == code
    assert foreign([OTHERS[code]], "en") == code, "what the words are decides"


@pytest.mark.parametrize("text", SHORT)
def test_a_short_text_is_not_judged(text: str) -> None:
    assert foreign([text]) is None
    assert foreign([text], "fr-FR") == "fr"


def test_a_list_of_names_is_no_language() -> None:
    assert foreign([NAMES]) is None


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_english_is_english(seed: Path) -> None:
    text = seed.read_text("utf-8")
    assert foreign([text]) is None
    assert foreign([text], "de") is None
    paragraphs = [line for line in text.splitlines() if len(line.split()) >= 25]
    assert not [line for line in paragraphs if foreign([line])]


def test_a_foreign_document_is_set_aside_without_fault(kg: Kg, tmp_path: Path) -> None:
    written(tmp_path, OTHERS["de"], "de.txt")
    written(tmp_path, "Israel attacked Iran in June 2025.", "en.txt")
    with pytest.raises(SetAside, match=r"de\.txt: is in another language \(de\)"):
        read(written(tmp_path, OTHERS["de"], "de.txt"))
    kept = read(written(tmp_path, OTHERS["de"], "de.txt"), Options(any_language=True))
    assert (kept.text, kept.language) == (OTHERS["de"], "de")
    ran = kg("build", tmp_path / "de.txt", tmp_path / "en.txt", "-o", tmp_path / "out")
    assert ran.code == 0
    assert len(lines(ran.err)) == 1
    assert "1 in another language" in ran.out
    alone = kg("build", tmp_path / "de.txt", "-o", tmp_path / "none")
    assert alone.code == 1
    assert not (tmp_path / "none").exists()
