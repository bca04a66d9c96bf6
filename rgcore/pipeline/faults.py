"""Faults of the computer in one sentence: no space, no right to write."""

import errno
import re

__all__ = ["describe_fault", "describe_fault_in", "write_protected"]

_FULL = "{place}no space is left on the disk: make space, then run the same command again, which continues"
_QUOTA = (
    "{place}the quota of disk space is used up: make space, then run the same command again, which continues"
)
_READ_ONLY = "{place}the file system is read-only: choose another folder with --directory"
_REFUSED = "{place}access is refused: change the rights, or choose another folder with --directory"
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _QUOTA,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
}


def describe_fault(fault: BaseException) -> str | None:
    """Return what is wrong and what to do, in one sentence, or None if the error is of another kind."""
    if not isinstance(fault, OSError) or fault.errno not in _SENTENCES:
        return None
    place = f"{fault.filename}: " if fault.filename else ""
    return _SENTENCES[fault.errno].format(place=place)


def write_protected(place: str) -> str:
    """Return the sentence on a file that must not be replaced."""
    return f"{place} cannot be written: change its rights, or choose another folder with --directory"


def describe_fault_in(text: str) -> str | None:
    """Return the sentence on the last fault that a message of Python contains, such as "[Errno 28] ...", or None."""
    found = re.findall(r"\[Errno (\d+)\] [^:\n]*(?:: '([^'\n]+)')?", text)
    sentences = [describe_fault(OSError(int(number), "", place)) for number, place in found]
    return next(filter(None, reversed(sentences)), None)
