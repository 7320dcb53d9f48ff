"""Who and what is the same in several documents: a pure step from small summaries to keys, with a rule for each.

    Outcomes --summary--> Summaries --identify--> Identity --applied--> claims under the keys of the whole

:func:`together` is all of it for documents that come at once; :class:`Index` keeps it up as they come and go.

A document's own names have been resolved before; here documents meet. The step is a function of the set of summaries:
their order and the number of workers that made them change nothing, and without a document the outcome is that of the
others. Likeness alone joins nothing, and whatever is joined can be taken apart by a decision.
"""

from kg.identity.decisions import NO_DECISIONS, Decisions, Mentioned, Pair, Unnamed
from kg.identity.identify import identify
from kg.identity.index import Index
from kg.identity.merges import NO_MERGES, Identity, Merge, differing
from kg.identity.records import Summary, summary
from kg.identity.together import placed, together

__all__ = [
    "NO_DECISIONS", "NO_MERGES", "Decisions", "Identity", "Index", "Mentioned", "Merge", "Pair", "Summary", "Unnamed",
    "differing", "identify", "placed", "summary", "together",
]  # fmt: skip
