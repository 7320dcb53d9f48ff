"""Parts of speech and irregular lemmas by the model's own rules, each word's remembered by what the rules look at.

spaCy's attribute ruler tries all its patterns on each token, a tenth of a small model's time. Nearly all of them are
about one token and look at its letters, tag and dependency; there are some hundred such combinations in a language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs
from spacy.vocab import Vocab

_FACTORY = "kg_attributes"
_LOOKED_AT = ("LOWER", "TAG", "DEP", "IS_SPACE")
_Key = tuple[int, int, int, bool]
# What a rule asks of a token, by attribute: one of these values, or none of them.
_Token = dict[str, tuple[frozenset[Any], bool]]
# What the rules do not mention.
_OTHER = -1


@Language.factory(_FACTORY, requires=["token.tag", "token.dep"], assigns=["token.pos", "token.morph", "token.lemma"])
def make_attributes(nlp: Language, name: str) -> RememberedAttributes:
    """The component that stands for a model's attribute ruler, still without its rules."""
    return RememberedAttributes(nlp.vocab)


def remember_attributes(nlp: Language) -> None:
    """Nothing, once the attribute ruler of the model, where it has one, remembers."""
    ruler = nlp.get_pipe("attribute_ruler") if "attribute_ruler" in nlp.pipe_names else None
    if type(ruler) is AttributeRuler:
        remembered: Any = nlp.replace_pipe("attribute_ruler", _FACTORY)
        remembered.take_over(ruler)


class RememberedAttributes:
    """Sets what an attribute ruler with the same rules sets; later rules have precedence."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab, self.matcher = vocab, Matcher(vocab)
        self.attributes: list[dict[Any, Any]] = []
        self.indices: list[int] = []
        self.rules: list[tuple[int, list[_Token]]] = []
        # What the rules mention of an attribute; all else is alike to them.
        self.mentioned: dict[str, frozenset[int]] = {}
        self.known: dict[tuple[_Key, tuple[int, ...]], dict[Any, Any]] = {}

    def take_over(self, ruler: AttributeRuler) -> None:
        """Nothing, once this has the rules of a ruler; those that look at more than one token stay with a matcher."""
        self.attributes, self.indices = ruler.attrs, ruler.indices
        rules: list[Any] = list(ruler.patterns)
        for number, rule in enumerate(rules):
            tokens = [_token(pattern) for pattern in rule["patterns"]]
            simple = [token for token in tokens if token]
            if rule["index"] == 0 and len(simple) == len(tokens):
                self.rules.append((number, simple))
            else:
                self.matcher.add(str(number), rule["patterns"])
        for name in ("LOWER", "TAG", "DEP"):
            words = {word for _, tokens in self.rules for token in tokens if name in token for word in token[name][0]}
            self.mentioned[name] = frozenset(self.vocab.strings.add(word) for word in words)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with parts of speech, morphology and irregular lemmas."""
        rest: dict[int, list[int]] = defaultdict(list)
        for found, start, end in self.matcher(doc, allow_missing=True):
            number = int(self.vocab.strings[found])
            rest[range(start, end)[self.indices[number]]].append(number)
        columns = doc.to_array(["LOWER", "TAG", "DEP", "IS_SPACE"]).tolist()
        words, tags, deps = (self.mentioned.get(name, frozenset()) for name in ("LOWER", "TAG", "DEP"))
        for i, (lower, tag, dep, space) in enumerate(columns):
            key = (
                lower if lower in words else _OTHER,
                tag if tag in tags else _OTHER,
                dep if dep in deps else _OTHER,
                bool(space),
            )
            others = tuple(rest[i]) if i in rest else ()
            attributes = self.known.get((key, others))
            if attributes is None:
                attributes = self.known[key, others] = self._merged(sorted([*self._matching(key), *others]))
            if attributes:
                set_token_attrs(doc[i], attributes)
        return doc

    def _matching(self, key: _Key) -> Iterable[int]:
        """The numbers of the rules about one token that fit, in order."""
        lower, tag, dep = (None if one == _OTHER else self.vocab.strings[one] for one in key[:3])
        token = {"LOWER": lower, "TAG": tag, "DEP": dep, "IS_SPACE": key[3]}
        for number, alternatives in self.rules:
            if any(
                all((token[name] in told) == wanted for name, (told, wanted) in one.items()) for one in alternatives
            ):
                yield number

    def _merged(self, numbers: Iterable[int]) -> dict[Any, Any]:
        attributes: dict[Any, Any] = {}
        for number in numbers:
            attributes |= self.attributes[number]
        return attributes


def _token(pattern: list[dict[str, Any]]) -> _Token | None:
    """What a pattern of one token asks for; None for a pattern that asks for more."""
    if len(pattern) != 1:
        return None
    found: _Token = {}
    for name, wanted in pattern[0].items():
        (kind, values), *more = wanted.items() if isinstance(wanted, dict) else [("IN", [wanted])]
        type_ = bool if name == "IS_SPACE" else str
        usual = name in _LOOKED_AT and kind in {"IN", "NOT_IN"} and all(isinstance(value, type_) for value in values)
        if more or not usual:
            return None
        found[name] = frozenset(values), kind == "IN"
    return found
