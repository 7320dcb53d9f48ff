"""One document's result as bytes: MessagePack of the pipeline's own types, compressed, with a checksum before it.

Reading checks every type, so that a damaged or foreign file is an error and never half a result; nothing in it is run.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from kg.errors import KgError
from kg.pipeline import Outcome

Content = TypeVar("Content")

_MARK = b"kgshard1"
_CHECKSUM = 16
_ENCODER = msgspec.msgpack.Encoder()


class DamagedShard(KgError):
    """The bytes are not a whole shard of this version; the result has to be made anew."""


@dataclass(frozen=True, slots=True)
class DocumentQuads:
    """The statements of one document as N-Quads, and what the size of the whole needs to know of them.

    ``own`` counts the triples whose subject belongs to this document alone, ``claims`` the claims. The others may stand
    in several graphs and count once: ``shared``, ``events`` and ``actors`` hold eight bytes of a hash for each triple,
    event and actor.
    """

    nquads: bytes
    own: int
    claims: int
    shared: bytes
    events: bytes
    actors: bytes


def pack(content: Outcome | DocumentQuads) -> bytes:
    """The shard of this content: equal bytes for equal content."""
    body = zlib.compress(_ENCODER.encode(content), 1)
    return _MARK + _checksum(body) + body


def outcome_in(shard: bytes) -> Outcome:
    """The outcome that was packed; DamagedShard where the bytes hold none."""
    return _unpack(shard, _OUTCOME)


def quads_in(shard: bytes) -> DocumentQuads:
    """The quads that were packed; DamagedShard where the bytes hold none."""
    return _unpack(shard, _QUADS)


def is_whole(shard: bytes) -> bool:
    """True where nothing was lost or changed since packing."""
    body = shard[len(_MARK) + _CHECKSUM :]
    return shard.startswith(_MARK) and shard[len(_MARK) :].startswith(_checksum(body))


def _unpack(shard: bytes, decoder: msgspec.msgpack.Decoder[Content]) -> Content:
    if not is_whole(shard):
        raise DamagedShard("a shard is damaged; run kg build again")
    try:
        return decoder.decode(zlib.decompress(shard[len(_MARK) + _CHECKSUM :]))
    except (msgspec.DecodeError, zlib.error) as error:
        raise DamagedShard(f"a shard is of another version ({error}); run kg build again") from error


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECKSUM).digest()


_OUTCOME = msgspec.msgpack.Decoder(Outcome)
_QUADS = msgspec.msgpack.Decoder(DocumentQuads)
