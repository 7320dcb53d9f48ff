"""The words of page furniture: a faulty file is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.read.wording import LEXICON, load


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
