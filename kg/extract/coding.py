"""Which PLOVER event a frame is: the lexicon's root, changed by what its status makes of it, or none."""

from __future__ import annotations

from kg.clauses import doers
from kg.extract.announcements import forecast
from kg.extract.context import Context
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.grievance import HINDERING, is_crowd
from kg.extract.marks import inverted
from kg.extract.match import match_noun, match_verb
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.verbs import WILL, is_infinitive, is_verb

_WORDS = load_grammar()

# What says that somebody goes somewhere, and not yet what for.
_SENDING = frozenset({"sent", "sentTo", "travelledTo", "deployed", "deployedTo", "visited"})

_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})

# What lasts and is named without anything new of it.
_LASTING = frozenset({"atWarWith", "foughtAgainst"})
# What a protest says.
_VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
_MATERIAL_CONFLICT = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})

_VOWING = frozenset({"vowed", "promised", "pledged", "promisedTo", "readyFor"})
# Nothing of these happened or is announced, so PLOVER codes no event; the relation still says what it would be.
_UNTYPED = frozenset({"proposed", "possible", "conditional", "negated"})


class Coding:
    """Codes the drafts of one reading."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.reading = fillers, fillers.reading
        self.parse, self.lexicon, self.cues = fillers.parse, fillers.lexicon, fillers.cues
        self.status = fillers.status

    def event_type(self, draft: Draft, context: Context) -> str | None:
        """PLOVER root: future cooperation is AGREE, future conflict THREATEN; what others only propose has none."""
        root = draft.entry.event_type if draft.entry and not draft.untyped else None
        if context.status == "alleged" and self._is_charge(draft.head, context):
            return None
        if (root == "ASSAULT" and self._is_old_war(draft)) or (root in _VOICED and self._is_chanted(draft.head)):
            return None
        if root in _COOPERATION and self._is_ended(draft.head):
            return None
        if root == "THREATEN" and forecast(self.b, draft.head) is not None:
            return None
        if root is None and draft.entry and draft.entry.relation in _SENDING and context.status == "asserted":
            return self._by_purpose(draft)
        if root and self._ready(draft, context):
            return root
        if root and context.status == "negated" and self._unwilling(draft):
            return "REJECT"
        if root is not None and context.status == "negated" and (stopped := self._stopped(root, context)):
            return stopped
        if root is None or context.status in _UNTYPED:
            if root in _COOPERATION and self._declined(draft, context):
                return "REJECT"
            return "THREATEN" if root and self._or_else(draft, root, context) else None
        if context.status != "intended":
            return self._by_promise(draft, root)
        if not self._by_own_modal(context):
            return None
        if root in _COOPERATION and draft.entry and draft.entry.relation != "resigned":
            return "AGREE"
        return "THREATEN" if root in _MATERIAL_CONFLICT else root

    def _ready(self, draft: Draft, context: Context) -> bool:
        """True for "is ready to help if they stop": an offer is one whatever it depends on."""
        ready = draft.entry is not None and draft.entry.relation == "readyFor" and context.status == "conditional"
        return ready and self.status.of(self.parse.heads[draft.head]).status == "asserted"

    def _unwilling(self, draft: Draft) -> bool:
        """True for who is "not prepared to discuss the border": that is a refusal."""
        ready = draft.entry is not None and draft.entry.relation == "readyFor"
        return ready and any(self.parse.lemmas[k] in _WORDS.unwilling for k in draft.trigger)

    def _is_chanted(self, head: int) -> bool:
        """True for what a crowd says by its protest ("marched to demand elections"), which is one event with it."""
        parse = self.parse
        if parse.deps[head] not in {"advcl", "xcomp"} or not (is_infinitive(parse, head) or parse.tags[head] == "VBG"):
            return False
        above = parse.heads[head]
        carried = [match_noun(parse, k, self.lexicon) for k in parse.kids_by(above, "dobj", "nsubjpass")]
        found = [match_verb(parse, above, self.lexicon) if is_verb(parse, above) else None, *carried]
        return any(m is not None and m.entry.event_type == "PROTEST" for m in found) or (
            parse.lemmas[above] in _WORDS.demonstrating and self._people_do(above)
        )

    def _is_charge(self, head: int, context: Context) -> bool:
        """True for what somebody is accused "of": the accusation is the event. "..., a group charged" reports one."""
        charged = any(self.parse.lemmas[k] in _WORDS.charging for k in context.cues)
        return charged and self.parse.deps[head] not in {"ccomp", "ROOT", "parataxis"}

    def _is_old_war(self, draft: Draft) -> bool:
        """True for a war that is only spoken of: "investigated Georgia's war with Russia"."""
        relation = draft.entry.relation if draft.entry else ""
        return (
            relation in _LASTING
            and self.parse.deps[draft.head] in {"dobj", "pobj"}
            and not is_verb(self.parse, draft.head)
        )

    def _is_ended(self, head: int) -> bool:
        """True for what the verb around it ends: "British training for Uganda was suspended" tells that it was."""
        above = self.parse.heads[head]
        ended = self.parse.deps[head] in {"dobj", "nsubjpass"} and not is_verb(self.parse, head)
        return ended and self.parse.lemmas[above] in _WORDS.stopping

    def _people_do(self, verb: int) -> bool:
        """True where people, and nobody who acts for a state, do what a verb tells."""
        who = [r for k in doers(self.parse, verb) for r in self.reading.refer(k)]
        return bool(who) and all(r.type in {"Group", "People"} and not r.acts for r in who)

    def _by_promise(self, draft: Draft, root: str) -> str | None:
        """The root of a vow is that of what is vowed: support is AGREE, an attack THREATEN."""
        if draft.entry is None or draft.entry.relation not in _VOWING:
            return self._by_circumstance(draft, root)
        for verb in self.parse.kids_by(draft.head, "xcomp"):
            match = match_verb(self.parse, verb, self.lexicon)
            if match is not None and match.entry.event_type in _MATERIAL_CONFLICT:
                return "THREATEN"
            kept = self.parse.lemmas[verb] in _WORDS.fulfilling
            if kept or (match is not None and match.entry.event_type in _COOPERATION):
                return "AGREE"
        return root

    def _by_circumstance(self, draft: Draft, root: str) -> str | None:
        """The root where it depends on who does it: crowds block roads in protest, peacekeepers come as aid."""
        if root == "COERCE" and draft.entry and draft.entry.relation in HINDERING:
            return "PROTEST" if is_crowd(draft) else root
        if root in {"CONSULT", "MOBILIZE"} and (self._keeps_peace(draft) or self._brings_aid(draft)):
            return "AID"
        return None if root == "CONSULT" and self._moves_house(draft) else root

    def _moves_house(self, draft: Draft) -> bool:
        """True for people who come without calling on anybody: refugees, migrants, a whole people."""
        if draft.entry is None or draft.entry.relation not in _SENDING:
            return False
        who = [s.referent for _, s, _ in draft.pairs]
        heads = [self.parse.lemmas[k] for k in doers(self.parse, draft.head)]
        strangers = bool(heads) and all(lemma in _WORDS.strangers for lemma in heads)
        return all(r.type == "People" for r in who) or strangers

    def _brings_aid(self, draft: Draft) -> bool:
        """True where those who come bring help: "a plane carrying medical supplies landed", "a convoy of food aid"."""
        if draft.entry is None or draft.entry.relation not in _SENDING:
            return False
        spans = [self.parse.spans(k) for k in doers(self.parse, draft.head) if self.parse.tags[k] in {"NN", "NNS"}]
        return any(self.parse.lemmas[k] in _WORDS.relief for span in spans for k in span)

    def _keeps_peace(self, draft: Draft) -> bool:
        """True where those who come or are sent are peacekeepers."""
        if draft.entry is None or draft.entry.relation not in _SENDING:
            return False
        named = [a.referent.name for pair in draft.pairs for a in pair[1:] if a is not None]
        parts = [p for p in prepositions(self.parse, draft.head) if p.word in {"as", "for", "on"}]
        named += [self.parse.words[k] for p in parts for o in p.objects for k in self.parse.spans(o)]
        return any("peacekeep" in name.lower() for name in named)

    def _by_purpose(self, draft: Draft) -> str | None:
        """The root of what somebody is sent for: "sent inspectors to Iran to monitor the plant"."""
        if self._keeps_peace(draft):
            return "AID"
        for verb in self.parse.kids_by(draft.head, "advcl", "xcomp"):
            match = match_verb(self.parse, verb, self.lexicon) if is_infinitive(self.parse, verb) else None
            if match is not None and match.entry.event_type is not None:
                return match.entry.event_type
        return None

    def _stopped(self, root: str, context: Context) -> str | None:
        """The root of doing no longer: who "stopped issuing visas" punishes, who "stopped shelling" retreats."""
        if not any(self.parse.lemmas[k] in _WORDS.stopping for k in context.cues[-1:]):
            return None
        if root in {"AID", "COOPERATE", "CONCEDE", "CONSULT", "SUPPORT"}:
            return "SANCTION"
        return "RETREAT" if root in {"ASSAULT", "MOBILIZE"} else "CONCEDE" if root in {"SANCTION", "COERCE"} else None

    def _or_else(self, draft: Draft, root: str, context: Context) -> bool:
        """True for an ultimatum, "will withdraw its troops unless ...", and for harm that one will do "if ..."."""
        parse, head = self.parse, draft.head
        if context.status != "conditional":
            return False
        marks = {parse.lower[m] for c in parse.kids_by(head, "advcl") for m in parse.kids_by(c, "mark")}
        will = any(parse.lower[k] in WILL for k in parse.kids_by(head, "aux"))
        harm = root in _MATERIAL_CONFLICT and will and self._own_word(draft, context)
        turned = any(inverted(parse, clause) for clause in parse.kids_by(head, "advcl"))
        return "unless" in marks or (("if" in marks or turned) and harm)

    def _own_word(self, draft: Draft, context: Context) -> bool:
        """True where nobody else says what is told: its doer, or somebody of the doer's state."""
        said = [r for s in context.speakers for r in self.reading.refer(s)]
        doing = [s.referent for _, s, _ in draft.pairs]
        states = {r.state for r in doing} - {None}
        return all(r in doing or r.state in states or r.local for r in said)

    def _declined(self, draft: Draft, context: Context) -> bool:
        """True for what somebody "will not" do or "said it would not" do: help, talks, a visit that one refuses."""
        if any(self._is_disclaimed(k) for k in context.cues):
            return True
        if context.status != "negated" or not is_verb(self.parse, draft.head):
            return False
        will = any(self.parse.lower[k] in WILL for k in self.parse.kids_by(draft.head, "aux"))
        denied = self.parse.kid(draft.head, "neg") is not None
        return will and denied and (self.parse.heads[draft.head] == draft.head or bool(context.speakers))

    def _is_disclaimed(self, k: int) -> bool:
        """True for "no intention", "no question": who has none of paying refuses to pay."""
        denied = any(self.parse.lower[d] == "no" for d in self.parse.kids_by(k, "det"))
        return denied and self.parse.lemmas[k] in _WORDS.disclaimed

    def _by_own_modal(self, context: Context) -> bool:
        """True where "will" and its like make the event future, and no governing promise with its own type."""
        modal = any(
            self.cues.modals.get(self.parse.lower[k]) in {"intended", "conditional"} or self._plans(k)
            for k in context.cues
        )
        if not modal:
            return False
        governors = [k for k in context.cues if is_verb(self.parse, k) or self.parse.pos[k] in {"NOUN", "ADJ"}]
        return not any(self._typed(k) for k in governors)

    def _plans(self, k: int) -> bool:
        """True for "is due to", "plans to"; what somebody "had been due to" do did not come."""
        parse = self.parse
        if parse.lemmas[k] not in _WORDS.planning or parse.tags[k] in {"VBG", "VB"}:
            return parse.lemmas[k] in _WORDS.planning
        copula = [k, parse.heads[k], *parse.kids_by(k, "aux", "auxpass")]
        bare = parse.lemmas[k] in _WORDS.impending
        return not bare or any(parse.lower[c] in {"is", "are", "'s", "'re"} for c in copula)

    def _typed(self, k: int) -> bool:
        """True for a governor that is an event itself: "agreed to", "a threat to"."""
        matched = match_verb if is_verb(self.parse, k) else match_noun
        found = matched(self.parse, k, self.lexicon)
        return found is not None and found.entry.event_type is not None
