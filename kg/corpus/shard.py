"""One document's result as bytes: MessagePack of the pipeline's own types, compressed, with a checksum before it.

Of quads only the lines are compressed: how many there are can be read without them.
Reading checks every type, so that a damaged or foreign file is an error and never half a result; nothing in it is run.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import msgspec

from kg.errors import KgError
from kg.pipeline import Outcome

_MARK = b"kgshard1"
_CHECKSUM = 16
_ENCODER = msgspec.msgpack.Encoder()


class DamagedShard(KgError):
    """The bytes are not a whole shard of this version; the result has to be made anew."""


@dataclass(frozen=True, slots=True)
class DocumentQuads:
    """The statements of one document as N-Quads, and how many they are."""

    nquads: bytes
    triples: int


def pack(content: Outcome | DocumentQuads) -> bytes:
    """The shard of this content: equal bytes for equal content."""
    if isinstance(content, DocumentQuads):
        body = _ENCODER.encode(replace(content, nquads=zlib.compress(content.nquads, 1)))
    else:
        body = zlib.compress(_ENCODER.encode(content), 1)
    return _MARK + _checksum(body) + body


def outcome_in(shard: bytes) -> Outcome:
    """The outcome that was packed; DamagedShard where the bytes hold none."""
    with _another_version():
        return _OUTCOME.decode(zlib.decompress(_body(shard)))


def quads_in(shard: bytes) -> DocumentQuads:
    """The quads that were packed; DamagedShard where the bytes hold none."""
    with _another_version():
        packed = _QUADS.decode(_body(shard))
        return replace(packed, nquads=zlib.decompress(packed.nquads))


def triples_in(shard: bytes) -> int:
    """How many triples a shard of quads holds; DamagedShard where the bytes hold none."""
    with _another_version():
        return _QUADS.decode(_body(shard)).triples


def is_whole(shard: bytes) -> bool:
    """True where nothing was lost or changed since packing."""
    body = shard[len(_MARK) + _CHECKSUM :]
    return shard.startswith(_MARK) and shard[len(_MARK) :].startswith(_checksum(body))


def _body(shard: bytes) -> bytes:
    if not is_whole(shard):
        raise DamagedShard("a shard is damaged; run kg build again")
    return shard[len(_MARK) + _CHECKSUM :]


@contextmanager
def _another_version() -> Iterator[None]:
    """Turn what a shard of other types gives into an error that says so."""
    try:
        yield
    except (msgspec.DecodeError, zlib.error) as error:
        raise DamagedShard(f"a shard is of another version ({error}); run kg build again") from error


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECKSUM).digest()


_OUTCOME = msgspec.msgpack.Decoder(Outcome)
_QUADS = msgspec.msgpack.Decoder(DocumentQuads)
