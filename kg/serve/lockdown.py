"""A process without network: what keeps a query from calling out, should one ever slip past the checks of its text.

Oxigraph opens sockets beneath Python, where no hook sees them, so the kernel must refuse. Three locks, each enough by
itself: a seccomp filter under which no socket can be made (Linux, no privilege needed), a network namespace without
any device (Linux, where permitted), and a limit of zero further open files (any POSIX system; not for a store on disk,
which opens files while it is asked).
"""

from __future__ import annotations

import ctypes
import platform
import resource
import socket
import struct
from dataclasses import dataclass

from kg.errors import KgError

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001  # the last: errno 1, EPERM
_X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class _Machine:
    """The audit number of a processor, and the calls refused there."""

    audit: int
    calls: tuple[int, ...]


# socket connect bind listen socketpair, execve execveat ptrace, io_uring (three), which could do all of that unseen.
_MACHINES = {
    "x86_64": _Machine(0xC000003E, (41, 42, 49, 50, 53, 59, 322, 101, 425, 426, 427)),
    "aarch64": _Machine(0xC00000B7, (198, 203, 200, 201, 199, 221, 281, 117, 425, 426, 427)),
}


def forbid_network() -> list[str]:
    """The locks that hold from now on, for this process and all it forks: ``namespace``, ``seccomp``."""
    locks = []
    if _leave_network():
        locks.append("namespace")
    if _forbid_sockets():
        locks.append("seccomp")
    return locks


def forbid_files() -> None:
    """Let this process open nothing more; what is open stays open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def can_open_socket() -> bool:
    """True where this process could still call out, as far as making a socket goes."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM):
            return True
    except OSError:
        return False


def _leave_network() -> bool:
    """Move into a network namespace of its own, which has no device; as root, else with a user namespace."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    return unshare is not None and (unshare(_CLONE_NEWNET) == 0 or unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _forbid_sockets() -> bool:
    """Install the seccomp filter; False where system or processor have none that is known here."""
    machine = _MACHINES.get(platform.machine())
    if platform.system() != "Linux" or machine is None:
        return False
    program = _program(machine)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    given = Program(len(program) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, None, 0, 0) != 0:
        return False
    if prctl(_PR_SET_SECCOMP, _FILTER, ctypes.addressof(given), 0, 0) != 0:
        return False
    if can_open_socket():
        raise KgError("the seccomp filter is in place and a socket could still be opened; do not serve on this system")
    return True


def _program(machine: _Machine) -> bytes:
    """The filter as classic BPF: another processor's calls end the process, those of the list are refused.

    Jumps count the instructions to pass over; ``calls`` are followed by one that allows and one that refuses.
    """
    calls = machine.calls
    steps = [
        (_LOAD, 0, 0, 4),  # the processor, then the number of the call
        (_EQUAL, 1, 0, machine.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, len(calls) + 1, 0, _X32),
        *((_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
