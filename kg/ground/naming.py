"""Why words mean a node: the identity rule for each mention that is not simply the node's own name.

Nothing is decided here. A mention has been resolved by then; its rule is what the words, the node and the gazetteer
together show, so that a reader of the graph can see it and take it back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.actors import Gazetteer
from kg.model import Node
from kg.roster import Kind

_ARTICLES = frozenset({"the", "a", "an", "some"})
_POINTING = frozenset({"this", "that", "these", "those", "both"})
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs", "himself", "herself"}
    | {"itself", "themselves", "we", "us", "our", "ours", "i", "me", "my", "mine", "who", "which", "whose", "that"}
)
_OF_KIND: dict[Kind, str] = {
    "name": "knownName",
    "place": "knownName",
    "acronym": "knownAcronym",
    "demonym": "nationality",
    "metonym": "knownMetonym",
    "capital": "seatOfGovernment",
    "office": "knownOffice",
}


def naming_rule(words: str, node: Node, gazetteer: Gazetteer) -> str | None:
    """The local name of the ``kg:IdentityRule`` by which ``words`` mean ``node``; None where they are its name.

    Words that are part of the description a node was made from ("peace" of "regional peace") name it as well. Known
    names are looked up before the shape of the words is asked, and pronouns before all.
    """
    bare = _bare(words)
    if bare == node.label:
        return None
    # "US" is no pronoun, "Us" and "us" are.
    if bare.lower() in _PRONOUNS and bare[1:] == bare[1:].lower():
        return "pronoun"
    return (
        _listed(bare, node, gazetteer)
        or _spelt(bare, node)
        or (_personal(bare, node) if node.type == "Person" else None)
        or _described(words, bare, node)
    )


@lru_cache(maxsize=5_000)
def _bare(words: str) -> str:
    """The words with straight quotes, without an article before them or quotation marks and a possessive around."""
    straight = re.sub("[‘’ʼ]", "'", " ".join(words.split()))
    first, _, rest = straight.partition(" ")
    stripped = (rest if rest and first.lower() in _ARTICLES else straight).strip("'\"“” ")
    return re.sub(r"'s?$", "", stripped)


def _listed(bare: str, node: Node, gazetteer: Gazetteer) -> str | None:
    """The kind of name under which the gazetteer leads from these words to the node."""
    for name in gazetteer.names.get(bare, ()):
        if name.node_key == node.key:
            return _OF_KIND[name.kind]
    if gazetteer.demonyms.get(bare) == node.key or gazetteer.peoples.get(bare) == node.key:
        return "nationality"
    return "seatOfGovernment" if gazetteer.capitals.get(bare) == node.key else None


def _spelt(bare: str, node: Node) -> str | None:
    """Words that are the name but for case, accents and hyphens, or the initials of a name made of many."""
    if _plain(bare) == _plain(node.label):
        return "spelling"
    return "acronym" if is_acronym(bare, node.label) else None


def _personal(bare: str, node: Node) -> str:
    """What of a person the words give: a part of the name, or only the post."""
    return "partOfName" if set(_plain(bare).split()) & set(_plain(node.label).split()) else "post"


def _described(words: str, bare: str, node: Node) -> str | None:
    """A short description of what was named before, unless the node was made from these very words."""
    first, _, rest = words.partition(" ")
    if node.minted and first.lower() in _PRONOUNS and rest and _plain(node.label).endswith(_plain(rest)):
        return "ownersPronoun"
    pointing = words.split(maxsplit=1)[0].lower() in _POINTING
    own = set(_plain(bare).split()) <= set(_plain(node.label).split()) or _plain(node.label) in _plain(bare)
    return None if node.minted and own and not pointing else "shortDescription"


def is_acronym(short: str, name: str) -> bool:
    """True where ``short`` is made of the first letters of the words of ``name``, which may skip the small ones.

    >>> is_acronym("BWB", "Balkan Water Board"), is_acronym("OIC", "Organisation of Islamic Cooperation")
    (True, True)
    >>> is_acronym("NATO", "Islamic NATO"), is_acronym("UN", "Union Nationale des Nations")
    (False, False)
    """
    letters = short.replace(".", "")
    if not (len(letters) > 1 and letters.isalpha() and letters.isupper()):
        return False
    words = [word for word in re.split(r"[\s-]+", name) if word]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return letters in {capitals, "".join(word[0] for word in words).upper()}


@lru_cache(maxsize=5_000)
def _plain(words: str) -> str:
    """Words in lower-case letters and digits without accents, one blank between them."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))
