"""Token vectors of a model's convolutional networks, without what is done twice or only for training.

A network of spaCy's makes vectors in two parts. The first looks at each word by itself: here once for each different
word of a batch. The second mixes in the neighbours, layer by layer: here with numpy's matrix product, whose kernels fit
more processors than those of BLIS, and in arrays that stay in the processor's cache. The last bit of a product may
depend on where in the matrix a row stands, so each text is a matrix of its own: its vectors are the same in any batch.

The networks are those of `spacy.Tok2Vec` over `MultiHashEmbed` and `MaxoutWindowEncoder`; any other stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, chain

Floats = NDArray[np.float32]
_Found = tuple[list[Floats], Callable[..., Any]]
_LAYER = ["expand_window", "maxout", "layernorm", "dropout"]
# Rows of a matrix at a time: what is made of them fits into a processor's own cache.
_ROWS = 256
# Different odd numbers for the columns of a word's attributes, which they make one number of.
_ODD = np.array([0x9E3779B97F4A7C15 * (2 * i + 1) % 2**64 for i in range(16)], dtype=np.uint64)


def quicken(nlp: Language) -> None:
    """Nothing, once the networks of the model's components that have the usual form are computed here."""
    components: list[Any] = [component for _, component in nlp.pipeline]
    networks = (getattr(component, "model", None) for component in components)
    nodes = [node for network in networks if isinstance(network, Model) for node in network.walk()]
    for node in nodes:
        if not {"embed", "encode"} <= set(node.ref_names) or not isinstance(node.ops, NumpyOps):
            continue
        for name, quick in (("embed", _each_word_once), ("encode", _text_by_text)):
            if made := quick(node.get_ref(name)):
                node.replace_node(node.get_ref(name), made)


def _each_word_once(embed: Model[Any, Any]) -> Model[Any, Any] | None:
    """The same vectors of words by themselves; None for a network that looks at more than a word's attributes."""
    names = [layer.name for layer in embed.layers]
    inner = embed.layers[2:-1]
    if names[:2] != ["extract_features", "list2ragged"] or names[-1] != "ragged2list" or len(inner) != 2:
        return None
    if len(embed.layers[0].attrs["columns"]) > len(_ODD):
        return None
    return Model("each_word_once", _embedded, layers=[embed.layers[0], chain(*inner)], dims={"nO": embed.get_dim("nO")})


def _embedded(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> _Found:
    attributes, mix = model.layers
    by_doc = attributes.predict(docs)
    first, place = _distinct(np.concatenate(by_doc))
    vectors = mix.predict(np.concatenate(by_doc)[first])[place]
    ends = np.cumsum([len(rows) for rows in by_doc])
    return np.split(vectors, ends[:-1]), _no_training


def _distinct(rows: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each different row stands first, and for each row which of them it is.

    >>> first, place = _distinct(np.array([[1, 2], [3, 4], [1, 2]], dtype=np.uint64))
    >>> first[place].tolist()
    [0, 1, 0]
    """
    _, first, place = np.unique((rows * _ODD[: rows.shape[1]]).sum(axis=1), return_index=True, return_inverse=True)
    if (rows[first][place] == rows).all():
        return first, place
    # Two different words have one number.
    return np.arange(len(rows)), np.arange(len(rows))


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer: vectors with their neighbours, each output the largest of several sums, brought to one scale.

    ``weights`` has a row an input and a column an output, the first sum of all outputs before the second of all.
    """

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    def __call__(self, inputs: Floats) -> Floats:
        """The outputs for these rows; the operations and their order are those of thinc."""
        sums = np.ascontiguousarray(inputs) @ self.weights
        sums += self.bias
        width = len(self.scale)
        found = sums[:, :width]
        for start in range(width, sums.shape[1], width):
            found = np.maximum(found, sums[:, start : start + width])
        found -= np.add.reduce(found, axis=1, keepdims=True) / np.float32(width)
        variance = np.add.reduce(found * found, axis=1, keepdims=True) / np.float32(width)
        found *= (variance + np.float32(1e-08)) ** -0.5
        found *= self.scale
        found += self.shift
        return found


def _text_by_text(encode: Model[Any, Any]) -> Model[Any, Any] | None:
    """The same vectors of words with their neighbours; None for a network of another form."""
    if not encode.name.startswith("with_array") or "pad" not in encode.attrs:
        return None
    parts = encode.layers[0].layers if encode.layers[0].name.startswith("residual") else []
    leaves = [list(_leaves(part)) for part in parts if part.name.startswith("residual")]
    usual = [[leaf.name for leaf in layer] == _LAYER and layer[0].attrs["window_size"] == 1 for layer in leaves]
    if not parts or len(leaves) != len(parts) or not all(usual):
        return None
    layers = [_layer(maxout, norm) for _, maxout, norm, _ in leaves]
    attributes = {"layers": layers, "pad": encode.attrs["pad"]}
    return Model("text_by_text", _encoded, attrs=attributes, dims={"nO": encode.get_dim("nO")})


def _leaves(model: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    if not model.layers:
        yield model
    for layer in model.layers:
        yield from _leaves(layer)


def _layer(maxout: Any, norm: Any) -> _Layer:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    return _Layer(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]).T),
        bias.T.ravel().copy(),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def _encoded(
    model: Model[Any, Any], texts: Sequence[Floats], is_train: bool
) -> tuple[list[Floats], Callable[..., Any]]:
    layers, pad = model.attrs["layers"], model.attrs["pad"]
    return [_with_neighbours(text, layers, pad) if len(text) else text for text in texts], _no_training


def _with_neighbours(text: Floats, layers: Sequence[_Layer], pad: int) -> Floats:
    """The vectors of one text after all layers; its ends are padded with zeros, which change as others do."""
    count, width = text.shape
    # One row more at either end stays zero: the neighbour of the last.
    rows = np.zeros((count + 2 * pad + 2, width), dtype=np.float32)
    rows[pad + 1 : pad + 1 + count] = text
    inner = rows[1:-1]
    change = np.empty_like(inner)
    # Each row with those before and after it: the same memory, looked at in steps of one row.
    windows = as_strided(rows, (len(inner), 3 * width), rows.strides, writeable=False)
    for layer in layers:
        for start in range(0, len(inner), _ROWS):
            change[start : start + _ROWS] = layer(windows[start : start + _ROWS])
        inner += change
    return rows[pad + 1 : pad + 1 + count].copy()


def _no_training(gradient: object) -> object:
    raise RuntimeError("this network only reads; train the model as spaCy loads it")
