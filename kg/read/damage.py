"""What a damaged file makes a library stumble over, beside the errors of its own.

PDF and docx files are trees of numbers and names that the libraries follow without checking each, so the first wrong
byte may surface as any of these; reading altered files met most of them.
"""

from __future__ import annotations

import struct
import zipfile
import zlib

DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
