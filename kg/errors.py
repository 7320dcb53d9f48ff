"""Errors of `kg`: one base, and a subclass only where a caller acts differently."""


class KgError(Exception):
    """Something the user can mend; the message says where, what, and the way out, in one line."""


class InputError(KgError):
    """A document cannot be read; the other documents of the call are still processed."""


class SetAside(InputError):
    """A document is sound and not for this program, as it is in another language; nobody has to mend anything."""


class DataError(KgError):
    """A lexicon, ontology or configuration file is wrong; nothing can be built until it is mended."""


class CallError(KgError):
    """The call is wrong, not the data: a bad option or query; the command line exits with 2 instead of 1."""
