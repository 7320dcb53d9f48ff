"""The graph of a folder's rows, written in the form that fits its size.

Up to ``LARGE`` triples it is text files and a page that are made in memory, checked whole. Beyond, it is the store on
disk, to which documents are added in time proportional to them; `kg export` writes files from its shards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.articles import ARTICLES_FILE
from kg.builder import FILES, write_files
from kg.corpus import ondisk
from kg.corpus.durable import put
from kg.corpus.gather import Progress
from kg.corpus.listed import listed_in, write_listed
from kg.corpus.manifest import Manifest, Row, Sizes
from kg.corpus.rows import outcomes
from kg.corpus.shard import DocumentQuads, quads_in
from kg.corpus.shards import Shards
from kg.errors import KgError
from kg.graph.dataset import copy_quads, dataset_triples
from kg.pipeline import Outcome
from kg.report import BuildReport, copies_as_json, document_report
from kg.review import Replay
from kg.store import GRAPH_FILES, read_record
from kg.validate import validate

# Triples from which text files and a check of every node would take longer than reading the documents.
LARGE = 250_000
# Of a large graph, documents of about so many triples are checked against the shapes.
_CHECKED = 20_000
# The files of a large graph. Its page takes longer than most changes; `kg view` and `kg serve` make it when asked.
_LARGE_FILES = ("report.json", ARTICLES_FILE)
_PAGE = "graph.html"
# What files say besides the statements of the documents.
_SHOWN = ("digest", "failed", "set_aside", "review", "copies", "page", "store")
# A store of which more than this share changes is made anew.
_MOST_CHANGED = 0.2


def write_graph(
    out: Path, old: Manifest | None, new: Manifest, shards: Shards, progress: Progress
) -> tuple[Manifest, tuple[str, ...]]:
    """The manifest with what writing found out, and the names of what was written; nothing where nothing changed."""
    ondisk.tidy(out)
    if old and _is_there(out, old, new):
        kept = replace(new, sizes=old.sizes, violations=old.violations, checked=old.checked, files=old.files)
        return kept, ()
    total = len(new.rows)
    progress(total, total, "writing and checking the graph")
    large = sum(row.triples for row in new.rows) > LARGE
    try:
        write = _write_large if large else _write_small
        manifest = write(out, old, new, shards)
    except OSError as error:
        raise KgError(
            f"{out}: cannot be written ({error.strerror}); make room or choose another folder with -o, "
            "then run the same command again: what was read is kept"
        ) from error
    return manifest, (*manifest.files, *(["store"] if new.store or large else []))


def documents(rows: Iterable[Row], shards: Shards) -> Iterator[DocumentQuads]:
    """The quads of each row; KgError where its shard is lost."""
    for row in rows:
        shard = shards.get("quads", row.quads)
        if shard is None:
            raise KgError(f"{row.name}: its shard is lost; run kg build again")
        yield quads_in(shard)


def reviewed(manifest: Manifest, shards: Shards) -> Iterator[Outcome]:
    """The outcome of each document with the analyst's corrections, as reports tell of it."""
    return map(Replay(manifest.entries), outcomes(manifest.rows, shards))


def _is_there(out: Path, old: Manifest, new: Manifest) -> bool:
    """True where the folder holds this graph already, in the form asked for, with all its files."""
    same = all(getattr(old, name) == getattr(new, name) for name in _SHOWN)
    record = read_record(out)
    stored = record is not None and record.graph == new.digest
    wanted = new.store or set(old.files) == set(_LARGE_FILES)
    return same and stored == wanted and old.files == _sizes(out, old.files)


def _write_small(out: Path, old: Manifest | None, new: Manifest, shards: Shards) -> Manifest:
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in dataset_triples(new.base)]
    for document in documents(new.rows, shards):
        quads += parse(input=document.nquads, format=RdfFormat.N_QUADS)
    quads += copy_quads(((copy.name, copy.original) for copy in new.copies), new.base)
    reports = tuple(map(document_report, reviewed(new, shards)))
    version = None
    if new.store:
        new, version = _write_store(out, old, new, shards)
    told = BuildReport(reports, new.failed, (), new.set_aside, new.review, new.copies)
    report = write_files(out, quads, told, new.page)
    if version:
        ondisk.mark(out, new.digest, version, GRAPH_FILES)
    else:
        ondisk.discard(out)
    return replace(new, violations=report.violations, checked=len(new.rows), files=_sizes(out, FILES))


def _write_large(out: Path, old: Manifest | None, new: Manifest, shards: Shards) -> Manifest:
    former = listed_in(out, old)
    with ThreadPoolExecutor(1) as beside:
        # Oxigraph works without Python's lock: on all cores while it loads, then on one.
        check = cache(lambda: beside.submit(_check, old, new, shards))
        stored, version = _write_store(out, old, new, shards, check)
        violations, checked = check().result()
    # A store of another graph than the files beside it is passed over, so that all change at once when they go.
    ondisk.mark(out, new.digest, version, ())
    for name in (*GRAPH_FILES, _PAGE):
        (out / name).unlink(missing_ok=True)
    new = replace(stored, violations=violations, checked=checked)
    put(out / "report.json", _report(new).encode())
    write_listed(out, former, new.rows, shards)
    return replace(new, files=_sizes(out, _LARGE_FILES))


def _write_store(
    out: Path, old: Manifest | None, new: Manifest, shards: Shards, loaded: Callable[[], object] = lambda: None
) -> tuple[Manifest, str]:
    """The manifest with the sizes of the graph, and the name of a version of the store that holds it.

    ``loaded`` is called when from then on one core at the most is busy.
    It is not yet the version that counts. A run that was killed may have left a store that is newer than its manifest:
    of the wanted graph, or of another one, which is made anew.
    """
    record = read_record(out)
    if old and record and record.graph in (old.digest, new.digest):
        concerned = _changing(old, new) if record.graph == old.digest else set()
        if len(concerned) <= _MOST_CHANGED * len(new.rows):
            come = documents([row for row in new.rows if row.name in concerned], shards)
            known = old.sizes if record.graph == old.digest else None
            gone = sorted(concerned)
            loaded()
            version, sizes = ondisk.change(out, record.version, new.base, gone, come, known, new.copies)
            return replace(new, sizes=sizes), version
    version, sizes = ondisk.make(out, new.base, documents(new.rows, shards), new.copies, loaded)
    return replace(new, sizes=sizes), version


def _changing(old: Manifest, new: Manifest) -> set[str]:
    """The names of the documents whose graphs are others than those of the former manifest, or are in one of both."""
    before, after = ({row.name: row.quads for row in manifest.rows} for manifest in (old, new))
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _check(old: Manifest | None, new: Manifest, shards: Shards) -> tuple[tuple[str, ...], int]:
    """What some of the documents break, and how many were looked at; the same ones whatever the folder's history.

    Where they are those of the last run, what was found then holds still: they are checked without the others.
    """
    sample = _sample(new.rows)
    if old and set(old.files) == set(_LARGE_FILES) and old.copies == new.copies and _sample(old.rows) == sample:
        return old.violations, old.checked
    store = Store()
    for document in documents(sample, shards):
        store.load(input=document.nquads, format=RdfFormat.N_QUADS)
    store.extend(ondisk.description(new.base, new.sizes or Sizes(), new.copies))
    return tuple(map(str, validate(store))), len(sample)


def _sample(rows: Iterable[Row]) -> list[Row]:
    """Documents of about ``_CHECKED`` triples, one at the least, that depend on nothing but the rows."""
    found: list[Row] = []
    count = 0
    for row in sorted(rows, key=lambda row: row.quads):
        count += row.triples
        if found and count > _CHECKED:
            break
        found.append(row)
    return found


def _report(manifest: Manifest) -> str:
    """The report of a large graph: as that of a small one, with counts in place of the words."""
    rows = [
        {
            "document": row.name,
            "sha256": row.sha256,
            "title": row.title,
            "author": row.author,
            "published": row.published,
            "sentences": row.sentences,
            "claims": row.told,
            "dropped": row.dropped,
        }
        for row in manifest.rows
    ]
    whole = {
        "documents": rows,
        "sentences": manifest.sentences,
        "claims": manifest.told,
        "dropped": manifest.reasons,
        "failed": manifest.failed,
        "set_aside": manifest.set_aside,
        "review": manifest.review,
        "near_duplicates": copies_as_json(manifest.copies),
        "violations": manifest.violations,
        "checked": manifest.checked,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _sizes(out: Path, names: Iterable[str]) -> dict[str, int]:
    """The size of each of these files that is there."""
    return {name: (out / name).stat().st_size for name in sorted(names) if (out / name).is_file()}
