"""Repairs of parses where the sentence itself shows what the parser missed.

Each changes the tags, labels and heads of a `Tree`, and leaves a repaired one as it is.
"""

from __future__ import annotations

from kg.mend.adverbials import (
    mend_conditions,
    mend_consequences,
    mend_in_effect,
    mend_inversions,
    mend_means,
    mend_occasions,
    mend_provisos,
    mend_purposes,
    mend_twins,
)
from kg.mend.complements import (
    mend_blamed,
    mend_callers,
    mend_charges,
    mend_charges_in_row,
    mend_culprits,
    mend_mandatives,
    mend_particles,
    mend_receivers,
    mend_supplies,
    mend_topics,
    mend_visitors,
)
from kg.mend.joints import mend_bare_verbs, mend_denials, mend_infinitives, mend_joints, mend_listed, mend_statements
from kg.mend.lists import mend_between, mend_enumerations, mend_of_states
from kg.mend.names import (
    mend_articles,
    mend_called,
    mend_forenames,
    mend_heads_of,
    mend_known,
    mend_possessives,
    mend_surnames,
    mend_under,
    split_entities,
)
from kg.mend.phrases import (
    mend_agents,
    mend_bound,
    mend_described,
    mend_outcomes,
    mend_pairs,
    mend_participles,
    mend_premodifiers,
    mend_settled,
    mend_sufferers,
    mend_summaries,
    mend_titled,
)
from kg.mend.predicates import (
    mend_auxiliaries,
    mend_having,
    mend_judged,
    mend_non_grata,
    mend_passives,
    mend_priorities,
    mend_scheduled,
)
from kg.mend.reports import (
    mend_closings,
    mend_parentheses,
    mend_questions,
    mend_reports,
    mend_sources,
    mend_views,
)
from kg.mend.roots import (
    mend_asides,
    mend_believed,
    mend_captured,
    mend_disguised,
    mend_participial_subjects,
    mend_roots,
    mend_swallowed,
)
from kg.mend.subjects import (
    mend_fronted,
    mend_named_last,
    mend_objects,
    mend_predicates,
    mend_relatives,
    mend_side_by_side,
    mend_subjects,
    mend_whose,
)
from kg.mend.times import (
    mend_after_dates,
    mend_at_once,
    mend_dates,
    mend_least,
    mend_opening_dates,
    mend_quantities,
    mend_time_being,
)
from kg.mend.tree import Tree

# Each works on what the ones before left.
REPAIRS = (
    split_entities,
    mend_known,
    mend_possessives,
    mend_surnames,
    mend_under,
    mend_articles,
    mend_forenames,
    mend_heads_of,
    mend_of_states,
    mend_after_dates,
    mend_swallowed,
    mend_disguised,
    mend_roots,
    mend_sufferers,
    mend_auxiliaries,
    mend_having,
    mend_passives,
    mend_scheduled,
    mend_judged,
    mend_callers,
    mend_non_grata,
    mend_supplies,
    mend_captured,
    mend_called,
    mend_summaries,
    mend_priorities,
    mend_particles,
    mend_least,
    mend_quantities,
    mend_twins,
    mend_time_being,
    mend_at_once,
    mend_bound,
    mend_opening_dates,
    mend_dates,
    mend_between,
    mend_participles,
    mend_settled,
    mend_agents,
    mend_outcomes,
    mend_described,
    mend_titled,
    mend_visitors,
    mend_pairs,
    mend_premodifiers,
    mend_relatives,
    mend_whose,
    mend_named_last,
    mend_side_by_side,
    mend_participial_subjects,
    mend_mandatives,
    mend_blamed,
    mend_charges,
    mend_culprits,
    mend_receivers,
    mend_means,
    mend_predicates,
    mend_topics,
    mend_subjects,
    mend_believed,
    mend_asides,
    mend_fronted,
    mend_bare_verbs,
    mend_infinitives,
    mend_listed,
    mend_in_effect,
    mend_consequences,
    mend_occasions,
    mend_denials,
    mend_statements,
    mend_charges_in_row,
    mend_objects,
    mend_joints,
    mend_provisos,
    mend_inversions,
    mend_conditions,
    mend_purposes,
    mend_parentheses,
    mend_views,
    mend_questions,
    mend_reports,
    mend_sources,
    mend_closings,
    mend_enumerations,
)


def mend(tree: Tree) -> None:
    """Make all repairs in ``tree``."""
    for repair in REPAIRS:
        repair(tree)
        tree.refresh()
