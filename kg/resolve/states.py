"""Which state a word, a phrase or a known actor belongs to."""

from __future__ import annotations

from functools import cached_property

from kg.actors import Gazetteer
from kg.countries import BODIES
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.parse import Parse
from kg.resolve.people import People
from kg.resolve.spans import NameSpans
from kg.resolve.towns import Towns

_WORDS = load_grammar()
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod"})
_STANCES = frozenset({"pro", "anti"})
_TONGUE = "speaking"
_CONCERNED = frozenset(
    {
        "of",
        "from",
        "by",
        "against",
        "with",
        "for",
        "to",
        "on",
        "in",
        "between",
        "over",
        "toward",
        "towards",
        "among",
        "off",
    }
)


class States:
    """The keys of states (and of bodies of states, where they stand for themselves) in one parse."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer, spans: NameSpans, people: People) -> None:
        self.parse, self.gazetteer, self.spans, self.people = parse, gazetteer, spans, people
        self.towns = Towns(parse, gazetteer, spans)

    def key(self, i: int) -> str | None:
        """The state that the word or name at ``i`` points to: "Iraqi", "Iraq", "Baghdad's", "Assad's"."""
        parse, gazetteer = self.parse, self.gazetteer
        if i and f"{parse.lower[i - 1]} {parse.lower[i]}" in _WORDS.regional:
            return None
        forms = [parse.words[i]]
        if i in self.spans.name_at:
            forms.insert(0, self.spans.form(*self.spans.name_at[i][:2]))
        if i in self.spans.parts_of_states:
            # "Papua New Guinea" is not Guinea.
            forms = [self.spans.parts_of_states[i]]
        elif i and parse.words[i - 1][:1].isupper():
            forms.insert(0, f"{parse.words[i - 1]} {parse.words[i]}")
        for form in forms:
            key = gazetteer.demonyms.get(form) or gazetteer.peoples.get(form)
            if key is None and form in gazetteer.names:
                node = gazetteer.nodes[self.towns.meant(form, i)]
                if node.type == "Person" and parse.deps[i] != "poss":
                    continue
                body = node.type in {"Organisation", "Bloc", "ArmedGroup"} and node.country in BODIES
                own = node.type == "State" or body or node.key in gazetteer.regions
                key = node.key if own else self.national(i) or self._owner(i) or self.of_node(node.key)
            if key:
                return key
        return None

    @cached_property
    def dashed(self) -> list[frozenset[str]]:
        """The pairs of states that the article joins by a dash, each once: "UK-France co-operation"."""
        marks = (k for k, word in enumerate(self.parse.words) if word in {"-", "–"} and 0 < k < len(self.parse) - 1)
        found = (frozenset({self.key(k - 1), self.key(k + 1)}) for k in marks)
        return list(dict.fromkeys(frozenset(key for key in pair if key) for pair in found if len(pair - {None}) == 2))

    def of_word(self, word: str) -> str | None:
        """The state of a name or nationality: "American", "Israel"."""
        gazetteer = self.gazetteer
        named = gazetteer.names.get(word)
        key = gazetteer.demonyms.get(word) or (named[0].node_key if named else None)
        return key if key is None or gazetteer.nodes[key].type == "State" else self.of_node(key)

    def national(self, i: int) -> str | None:
        """The state that a nationality right before the name at ``i`` gives: "the Pakistani Foreign Office"."""
        start = self.spans.name_at[i][0] if i in self.spans.name_at else i
        return self.gazetteer.demonyms.get(self.parse.words[start - 1]) if start else None

    def _owner(self, i: int) -> str | None:
        """The state that owns what the name at ``i`` names: "Albania's Democratic Party"."""
        owners = (self.key(k) for k in self.parse.kids_by(i, "poss"))
        return next((key for key in owners if key and self.gazetteer.nodes[key].type == "State"), None)

    def armed(self, i: int) -> bool:
        """True where an armed group stands in front of the title at ``i`` or of the one it explains, or behind "of"."""
        parse, gazetteer = self.parse, self.gazetteer
        titles = [i, parse.heads[i]] if parse.deps[i] == "appos" else [i]
        titles += [k for title in titles for k in parse.kids_by(title, "compound")]
        served = [o for title in titles for p in prepositions(parse, title) if p.word == "of" for o in p.objects]
        served += [k for o in served for k in parse.kids_by(o, "appos")]
        named = [*served, *(k for title in titles for k in parse.kids_by(title, "poss", "compound", "nmod", "amod"))]
        forms = (self.spans.form(*self.spans.name_at[k][:2]) for k in named if k in self.spans.name_at)
        keys = (gazetteer.names[form][0].node_key for form in forms if form in gazetteer.names)
        return any(gazetteer.nodes[key].type == "ArmedGroup" for key in keys)

    def of_node(self, key: str) -> str | None:
        """The state a known actor or place belongs to."""
        gazetteer, seen = self.gazetteer, {key}
        while key in gazetteer.parent:
            key = gazetteer.parent[key]
            if key in seen:
                break
            seen.add(key)
            if gazetteer.nodes[key].type == "State":
                return key
        return gazetteer.states.get(gazetteer.nodes[key].country or "")

    def own_territory(self, key: str) -> str | None:
        """The same key where it is a state that polices its land itself; what others occupy tells nobody's home."""
        node = self.gazetteer.nodes[key]
        return key if node.type == "State" and node.country not in _WORDS.unpoliced else None

    def near(self, i: int, of: bool = True) -> str | None:
        """The state named by a phrase's modifiers, possessor, or its "of", "in", "from"."""
        parse, people = self.parse, None
        for k in parse.kids[i]:
            if parse.deps[k] not in MODIFIERS or k > i or self._in_one_name(i, k):
                continue
            key = self._of_modifier(k)
            if key and self.is_stateless(key):
                people = key
            elif key:
                return key
            if k not in self.spans.name_at and parse.lower[k] in {"government", "regime"}:
                return self.near(k)
        # "Its ambassador to Chad", "their envoys in Kiev" are of the state that owns them.
        owned = any(parse.tags[k] == "PRP$" for k in parse.kids_by(i, "poss"))
        return ((self._behind(i) or self._based(i)) if of and not owned else None) or people

    def is_stateless(self, key: str) -> bool:
        """True for a people that no state is of: "Kurdish rebels in eastern Turkey" are those of Turkey."""
        return self.gazetteer.nodes[key].type == "People" and self.of_node(key) is None

    def _in_one_name(self, i: int, k: int) -> bool:
        """True for "Aden" in "Aden Duale", "Congress" in "Congress Party": part of a name, whatever else it names."""
        start, end, kind = self.spans.name_at.get(i, (i, i, ""))
        whole = kind == "PERSON" or (kind == "known" and self.parse.words[k] not in self.gazetteer.demonyms)
        return whole and start <= k < end

    def _of_modifier(self, k: int) -> str | None:
        """The state that a modifier names, belongs to (a person), or bears a modifier of ("northern Iraqi")."""
        parse = self.parse
        if self._is_stance(k):
            return None
        key = self.key(k)
        if key is None and (parse.deps[k] == "poss" or parse.entity_at.get(k) == "PERSON"):
            key = self._of_person(k)
        if key is None and parse.deps[k] in {"amod", "compound", "nmod"}:
            key = next((s for j in parse.kids[k] if parse.deps[j] in MODIFIERS and (s := self.key(j))), None)
        return key

    def _is_stance(self, k: int) -> bool:
        """True for "Rwandan-backed", "pro-Russian", "English-speaking": the rebels so called are of another state."""
        parse = self.parse
        if k and parse.words[k - 1] == "-" and parse.lower[k] == _TONGUE:
            return True
        if parse.lower[k + 1 : k + 3] == ["-", _TONGUE] or parse.lower[k].endswith(f"-{_TONGUE}"):
            return True
        backed = parse.lemmas[k] in _WORDS.backing and k > 1 and parse.words[k - 1] == "-"
        taking = k > 1 and parse.words[k - 1] == "-" and parse.lower[k - 2] in _STANCES
        return backed or taking or parse.lower[k].startswith(("pro-", "anti-"))

    def _behind(self, i: int) -> str | None:
        """The state in the phrase's "of", "in", "from", and of "parties to the war in Yemen".

        A diplomat in Paris is not a French one.
        """
        for prep in prepositions(self.parse, i):
            party = prep.word == "to" and self.parse.lemmas[i] == "party"
            posted = prep.word == "in" and (self.parse.lemmas[i] in _WORDS.posted or self._is_foreign(i))
            if (prep.word in {"of", "in", "from"} and not posted) or party:
                for pobj in prep.objects[:1]:
                    key = self.key(pobj) or self.near(pobj, of=prep.word == "of" or party) or self._named_behind(pobj)
                    if key:
                        return key
        return None

    def _is_foreign(self, i: int) -> bool:
        """True for "Western officials", who are not of the place where they are."""
        return any(self.parse.lower[k] in _WORDS.foreign for k in self.parse.kids_by(i, "amod"))

    def _named_behind(self, i: int) -> str | None:
        """The state of the name right behind a noun: "commanders of the guerrilla army FARC"."""
        names = (k for k in self.parse.kids_by(i, "appos") if k in self.spans.name_at)
        return next((s for k in names if self.spans.name_at[k][0] == i + 1 and (s := self.key(k))), None)

    def where(self, i: int) -> str | None:
        """The state that a phrase's "in" names: "minorities in northern Iraq"."""
        places = [o for p in prepositions(self.parse, i) if p.word == "in" for o in p.objects[:1]]
        return next((s for o in places if (s := self.key(o) or self.near(o, of=False))), None)

    def _based(self, i: int) -> str | None:
        """The state where a group is "based in" or "operating from", which it is "fleeing", to whom it is "loyal"."""
        for k in self.parse.kids_by(i, "acl", "amod", "relcl"):
            lemma = self.parse.lemmas[k]
            if lemma in {"flee", "escape"}:
                left = self.parse.kid(k, "dobj")
                found = None if left is None else self.key(left) or self.near(left)
                return found or self._through(k, frozenset({"in", "from"}))
            flag = self.parse.kid(k, "dobj") if lemma == "fly" else None
            if flag is not None and self.parse.lemmas[flag] in {"flag", "colour", "color"}:
                return self.near(flag)
            if self.parse.lower[k] in _WORDS.belonging:
                return self._through(k, frozenset({"to", "with"}))
            if lemma == "work":
                return self._through(k, frozenset({"for"}))
            if lemma in {"base", "station"} and self.parse.lemmas[i] in _WORDS.vehicles:
                # "Jets based in Niamey" may be anybody's.
                continue
            if lemma in {"base", "operate", "station", "live", "headquarter"}:
                return self._through(k, frozenset({"in", "from", "out"}))
        return None

    def _through(self, k: int, words: frozenset[str]) -> str | None:
        """The state that the first of these prepositions leads to; "in which" leads back to the noun asked for."""
        heads = [o for p in prepositions(self.parse, k) if p.word in words for o in p.objects[:1] if o > k]
        return next((s for o in heads if (s := self.key(o) or self._of_person(o) or self.near(o))), None)

    def concerned(self, i: int) -> str | None:
        """The state that a thing belongs to or is directed at: "further action against Russia", "Iraq's proposal"."""
        # Who does it comes before whom it is done to: "the kidnapping of a cleric by American agents".
        by = (o for prep in prepositions(self.parse, i) if prep.word == "by" for o in prep.objects[:1])
        own = self.near(i, of=False) or next((s for o in by if (s := self.key(o) or self.near(o))), None)
        own = own or (self.near(i) if not self._is_signed(i) else None)
        if own is not None:
            return own
        for prep in prepositions(self.parse, i):
            about = prep.word in _CONCERNED and not (prep.word == "in" and self._is_signed(i))
            for pobj in prep.objects[:1] if about else ():
                key = self.key(pobj) or self._of_person(pobj) or self.concerned(pobj)
                if key:
                    return key
        return None

    def _is_signed(self, i: int) -> bool:
        """True for what is signed, and maybe "in Zurich", of which it does not tell."""
        verb = self.parse.heads[i]
        return self.parse.deps[i] in {"dobj", "nsubjpass"} and self.parse.lemmas[verb] in _WORDS.signing

    def _of_person(self, i: int) -> str | None:
        if i not in self.spans.name_at and self.parse.pos[i] != "PROPN":
            return None
        found = self.people.find(self.spans.person_words(i))
        return found.state if found else None
