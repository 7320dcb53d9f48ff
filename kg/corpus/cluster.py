"""The same tasks on a Dask cluster: workers on other machines that see the same folders."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from kg.corpus.pool import Executor
from kg.corpus.worker import Item, Lost, Sized, Task, allowance
from kg.errors import CallError, KgError

if TYPE_CHECKING:
    from distributed import Client, Future

# Batches in flight for each worker thread: one at work, one waiting, so that none is idle between them.
_AHEAD = 2
_LOOK_EVERY = 1.0


@contextmanager
def executor_at(address: str | None, limit: float) -> Iterator[Executor | None]:
    """The executor of the cluster at a scheduler's address, or of one on this machine for ``local``.

    None without an address: the caller then uses processes of its own.

    Raises:
        CallError: the extra `cluster` is not installed.
        KgError: no scheduler answers there.
    """
    if address is None:
        yield None
        return
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise CallError("--cluster needs Dask; install it with: pip install 'actorkg[cluster]'") from error
    try:
        if address == "local":
            with LocalCluster(threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
                yield DaskExecutor(client, limit)
        else:
            with Client(address, timeout="20s") as client:
                yield DaskExecutor(client, limit)
    except OSError as error:
        raise KgError(f"--cluster {address}: no scheduler answers ({error}); check the address") from error


@dataclass(slots=True)
class _Sent(Generic[Item]):
    """A batch on its way, and the time by which it has to be back."""

    batch: Sequence[Sized[Item]]
    deadline: float


class DaskExecutor:
    """Sends batches to the workers of a Dask cluster, and again, item by item, where a batch does not come back.

    Dask itself gives the batch of a worker that dies to another; one that kills several comes back as an error.
    """

    def __init__(self, client: Client, limit: float) -> None:
        self._client, self._limit = client, limit

    def run(
        self, task: Task[Item], batches: Iterable[Sequence[Sized[Item]]]
    ) -> Iterator[tuple[Sized[Item], bytes | str | Lost]]:
        """Each item of the batches with its result, in any order."""
        fresh, failed = iter(batches), deque[Sized[Item]]()
        sent: dict[Future[Any], _Sent[Item]] = {}
        while True:
            while len(sent) < _AHEAD * max(1, sum(self._client.nthreads().values())):
                batch = [failed.popleft()] if failed else next(fresh, None)
                if not batch:
                    break
                future = self._client.submit(_carry_out, task, [sized.item for sized in batch], pure=False)
                sent[future] = _Sent(batch, time.monotonic() + _AHEAD * allowance(self._limit, batch))
            if not sent:
                return
            for future, reason in self._back(sent):
                batch = sent.pop(future).batch
                if reason is None:
                    yield from ((batch[place], result) for place, result in future.result())
                elif len(batch) == 1:
                    yield batch[0], Lost(reason)
                else:
                    failed.extend(batch)

    def _back(self, sent: dict[Future[Any], _Sent[Item]]) -> list[tuple[Future[Any], str | None]]:
        """The batches that have come back, with what went wrong, once there is one or a second has passed."""
        from distributed import KilledWorker, wait

        with suppress(TimeoutError):
            wait(list(sent), timeout=_LOOK_EVERY, return_when="FIRST_COMPLETED")
        back: list[tuple[Future[Any], str | None]] = []
        for future, one in sent.items():
            if future.status == "error" and isinstance(future.exception(), KilledWorker):
                back.append((future, "killed the workers that read it"))
            elif future.done():
                back.append((future, None))
            elif time.monotonic() > one.deadline:
                self._stop(future)
                back.append((future, f"took longer than {allowance(self._limit, one.batch):.0f} s"))
        return back

    def _stop(self, future: Future[Any]) -> None:
        """Put a new process in the place of the worker that holds this batch; Dask cannot stop a task otherwise."""
        holding = [address for address, keys in self._client.processing().items() if future.key in keys]
        future.cancel()
        if holding:
            self._client.restart_workers(holding, raise_for_error=False)


def _carry_out(task: Task[Item], items: Sequence[Item]) -> list[tuple[int, bytes | str]]:
    """What a Dask worker runs: the whole batch, because only results travel."""
    task.prepare()
    return list(task(items))
