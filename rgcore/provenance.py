"""Where a table comes from: the code that made it, its inputs, parameters and library versions."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

__all__ = [
    "LIBRARIES",
    "Stamp",
    "checked_stamp",
    "file_digest",
    "git_commit",
    "joined_stamp",
    "library_version",
    "library_versions",
    "merge_parameters",
]

_ROOT = Path(__file__).parent
LIBRARIES = ("matplotlib", "numba", "numpy", "pandas", "pyarrow", "scipy")
"""The libraries whose arithmetic or file format a table depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a file was made from. No clock, host or user: the same inputs give the same stamp.

    ``parameters`` are those given to this job and to the jobs before it; ``measured`` is what this job found out on its
    way and its readers need, such as an autocorrelation time.
    """

    parameters: Mapping[str, object] = field(default_factory=dict)
    measured: Mapping[str, object] = field(default_factory=dict)
    root_seed: int | None = None
    code: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the stamp as plain types, for JSON."""
        return {
            "parameters": dict(self.parameters),
            "measured": dict(self.measured),
            "root_seed": self.root_seed,
            "code": self.code,
            "inputs": dict(self.inputs),
            "versions": dict(self.versions),
        }

    def as_stored(self) -> dict[str, object]:
        """Return the stamp as a file contains it, with lists for tuples and text for keys."""
        return json.loads(json.dumps(self.as_dict()))


def checked_stamp(found: object) -> dict[str, object]:
    """Return what JSON holds under the name of a stamp if it is one, with what stands beside it; else an empty dict."""
    if not isinstance(found, dict):
        return {}
    types = {name: type(value) for name, value in Stamp(root_seed=0).as_dict().items()}
    if found.get("root_seed", "") is None:
        del types["root_seed"]
    return found if all(isinstance(found.get(name), kind) for name, kind in types.items()) else {}


def merge_parameters(parts: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return the parameters of several files as those of one: of each key its one value, or the list of its values."""
    merged: dict[str, object] = {}
    for key in sorted({key for part in parts for key in part}):
        values: list[object] = []
        for part in parts:
            if key in part and part[key] not in values:
                values.append(part[key])
        merged[key] = values[0] if len(values) == 1 else values
    return merged


def joined_stamp(stamp: Stamp, parts: Sequence[Mapping[str, object]]) -> Stamp:
    """Return the stamp of a table joined from parts: with their parameters, and their code beside that of ``stamp``."""
    codes = [stamp.code, *sorted({part["code"] for part in parts})]
    parameters = merge_parameters([part["parameters"] for part in parts])
    return replace(stamp, parameters=parameters, code=" ".join(filter(None, codes)))


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries whose arithmetic or file format a table depends on."""
    return {name: library_version(name) for name in LIBRARIES}


@cache
def library_version(library: str) -> str:
    """Return the version of a library that is installed."""
    return version(library)


def git_commit() -> str:
    """Return the commit that the code was checked out at, or "unknown" outside a checkout.

    For logs. Tables carry the digest of the code instead, so that an unrelated commit changes no byte of them.
    """
    try:
        git = _git_folder(_ROOT.parent / ".git")
        head = (git / "HEAD").read_text().strip()
        if not head.startswith("ref: "):
            return head
        return _commit_of_branch(git, head.removeprefix("ref: "))
    except (OSError, StopIteration):
        return "unknown"


def _git_folder(git: Path) -> Path:
    """Return the folder of Git, which ``.git`` is, or names as in a worktree: "gitdir: /there/.git/worktrees/here"."""
    if git.is_file():
        return git.parent / git.read_text().strip().removeprefix("gitdir: ")
    return git


def _commit_of_branch(git: Path, reference: str) -> str:
    """Return the commit of a branch; that of a worktree is kept in the folder of Git that all worktrees share."""
    common = git / "commondir"
    shared = git / common.read_text().strip() if common.is_file() else git
    for folder in (git, shared):
        if (folder / reference).is_file():
            return (folder / reference).read_text().strip()
    packed = (shared / "packed-refs").read_text().splitlines()
    return next(line.split()[0] for line in packed if line.endswith(f" {reference}"))


def file_digest(path: str | Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
