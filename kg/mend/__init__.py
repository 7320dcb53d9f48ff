"""Repairs of parses where the sentence itself shows what the parser missed.

They are in `complements`, `joints`, `misread`, `names`, `phrases`, `reports`, `roots`, `times` and `verbs`.

Each repair takes the words, tags, labels and heads of a text and gives new ones; a repaired parse stays as it is.
"""

from __future__ import annotations

from kg.mend.complements import (
    mend_charges,
    mend_mandatives,
    mend_means,
    mend_purposes,
    mend_receivers,
    mend_topics,
)
from kg.mend.joints import (
    mend_charges_in_row,
    mend_conditions,
    mend_consequences,
    mend_in_effect,
    mend_joints,
    mend_objects,
    mend_occasions,
    mend_statements,
)
from kg.mend.misread import (
    mend_auxiliaries,
    mend_called,
    mend_captured,
    mend_priorities,
    mend_remarks,
    mend_summaries,
    mend_visited,
)
from kg.mend.names import (
    mend_articles,
    mend_between,
    mend_enumerations,
    mend_heads_of,
    mend_possessives,
    mend_surnames,
)
from kg.mend.phrases import (
    mend_borders,
    mend_pairs,
    mend_participles,
    mend_particles,
    mend_parties,
    mend_premodifiers,
    mend_sources,
    mend_sufferers,
    mend_titled,
    mend_visitors,
)
from kg.mend.reports import mend_closings, mend_parentheses, mend_questions, mend_reports, mend_views
from kg.mend.roots import mend_roots, mend_swallowed
from kg.mend.times import mend_adverbials, mend_dates, mend_opening_dates, mend_quantities
from kg.mend.verbs import (
    mend_asides,
    mend_bare_verbs,
    mend_believed,
    mend_fronted,
    mend_headless,
    mend_openings,
    mend_participial_subjects,
    mend_predicates,
    mend_relatives,
    mend_subjects,
)


def mend(
    words: list[str],
    lemmas: list[str],
    tags: list[str],
    deps: list[str],
    heads: list[int],
    entities: list[tuple[int, int, str]],
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads after all repairs, each made on what the ones before left."""
    deps, heads = mend_possessives([w.replace("’", "'") for w in words], deps, heads, entities)
    tags = mend_surnames(words, tags, heads, entities)
    deps, heads = mend_articles(words, tags, deps, heads)
    deps, heads = mend_heads_of(words, deps, heads, entities)
    tags, deps, heads = mend_swallowed(tags, deps, heads)
    tags, deps, heads = mend_roots(words, tags, deps, heads)
    tags, heads = mend_sufferers(words, tags, deps, heads)
    deps, heads = mend_auxiliaries(words, lemmas, tags, deps, heads)
    tags, deps, heads = mend_captured(words, lemmas, tags, deps, heads)
    deps, heads = mend_called(tags, deps, heads, entities)
    deps = mend_visited(tags, deps, heads, entities)
    deps, heads = mend_remarks(words, tags, deps, heads)
    deps = mend_summaries(words, lemmas, deps, heads)
    deps, heads = mend_priorities(words, lemmas, deps, heads)
    deps, heads = mend_particles(deps, heads)
    deps, heads = mend_quantities(words, tags, deps, heads)
    deps, heads = mend_adverbials(words, deps, heads)
    heads = mend_borders(words, deps, heads)
    deps, heads = mend_opening_dates(words, deps, heads)
    deps, heads = mend_dates(words, deps, heads, entities)
    deps, heads = mend_between(words, deps, heads, entities)
    deps, heads = mend_parties(words, lemmas, deps, heads)
    deps, heads = mend_participles(words, tags, deps, heads, entities)
    heads = mend_titled(words, tags, deps, heads)
    deps, heads = mend_visitors(words, tags, deps, heads)
    deps, heads = mend_pairs(words, tags, deps, heads)
    deps, heads = mend_premodifiers(words, tags, deps, heads)
    deps, heads = mend_relatives(words, tags, deps, heads)
    deps, heads = mend_participial_subjects(tags, deps, heads)
    deps, heads = mend_headless(words, tags, deps, heads)
    deps, heads = mend_openings(tags, deps, heads)
    tags, deps, heads = mend_mandatives(words, tags, deps, heads)
    heads = mend_charges(words, lemmas, tags, deps, heads)
    deps = mend_receivers(lemmas, tags, deps, heads)
    heads = mend_means(words, tags, deps, heads)
    deps, heads = mend_predicates(words, tags, deps, heads)
    deps, heads = mend_topics(words, tags, deps, heads)
    deps, heads = mend_subjects(words, tags, deps, heads)
    tags, deps, heads = mend_believed(lemmas, tags, deps, heads)
    deps, heads = mend_asides(words, tags, deps, heads)
    deps, heads = mend_fronted(words, tags, deps, heads)
    deps, heads = mend_bare_verbs(tags, deps, heads)
    deps, heads = mend_in_effect(words, tags, deps, heads)
    heads = mend_consequences(lemmas, words, tags, deps, heads)
    heads = mend_occasions(words, tags, deps, heads)
    heads = mend_statements(lemmas, tags, deps, heads)
    heads = mend_charges_in_row(words, tags, deps, heads)
    deps, heads = mend_objects(words, lemmas, tags, deps, heads)
    heads = mend_joints(words, tags, deps, heads)
    deps, heads = mend_conditions(words, tags, deps, heads)
    deps, heads = mend_purposes(lemmas, tags, deps, heads)
    deps, heads = mend_parentheses(words, lemmas, tags, deps, heads)
    deps, heads = mend_views(words, tags, deps, heads)
    tags, deps, heads = mend_questions(words, lemmas, tags, deps, heads)
    tags, deps, heads = mend_reports(words, lemmas, tags, deps, heads)
    deps, heads = mend_sources(words, lemmas, tags, deps, heads)
    tags, deps, heads = mend_closings(words, lemmas, tags, deps, heads)
    deps, heads = mend_enumerations(words, deps, heads, entities)
    return tags, deps, heads
