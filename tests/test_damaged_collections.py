"""Files with many articles, damaged at random: articles and lines about faults, and never anything else."""

from __future__ import annotations

import gzip
import io
import random
from pathlib import Path

import pytest
import yaml
from reading import PAGE, archive, written

from kg.errors import InputError
from kg.model import Article
from kg.read import read_each

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "collections.yaml").read_text("utf-8"))


def samples() -> list[tuple[str, bytes]]:
    """A sound file of every kind."""
    found = {case["file"]: case["text"].encode() for case in CASES if case.get("articles") and not case.get("errors")}
    pages = archive([(f"https://example.org/{n}", "200 OK", "text/html", PAGE.encode()) for n in range(2)])
    found |= {"x.warc.gz": pages, "x.warc": gzip.decompress(pages)}
    found["list.mbox"] = next(case["text"].encode() for case in CASES if case["file"] == "list.mbox")
    try:
        import pyarrow as pa
        import pyarrow.parquet as parquet

        out = io.BytesIO()
        parquet.write_table(pa.table({"id": [1, 2], "text": ["Iran signed the pact."] * 2}), out)
        found["x.parquet"] = out.getvalue()
    except ImportError:
        pass
    return sorted(found.items())


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six of them changed, left out, put in, repeated or cut off."""
    bytes_ = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(bytes_) or 1)
        match chance.randrange(5):
            case 0:
                bytes_[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del bytes_[at : at + chance.randint(1, 20)]
            case 2:
                bytes_[at:at] = chance.randbytes(chance.randint(1, 8))
            case 3:
                bytes_[at:at] = bytes_[max(0, at - 30) : at] * chance.randint(1, 5)
            case _:
                del bytes_[at:]
    return bytes(bytes_)


@pytest.mark.parametrize(("name", "data"), samples(), ids=[name for name, _ in samples()])
def test_damage_gives_lines_about_faults_only(
    name: str, data: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(name)
    faults = 0
    for _ in range(60):
        for found in read_each(written(tmp_path, damaged(data, chance), name)):
            assert isinstance(found, Article | InputError)
            if isinstance(found, InputError):
                faults += 1
                assert str(found).startswith(name), found
                assert "\n" not in str(found)
    assert faults > 0
    assert capfd.readouterr() == ("", "")
