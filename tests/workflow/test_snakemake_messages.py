"""Messages of Snakemake that are recognized are in the installed version."""

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import snakemake.exceptions

from rgcore.pipeline import snakemake_messages
from rgcore.pipeline.snakemake_messages import (
    FAILED_RULE,
    FAILED_WORKFLOW,
    MISSING_FILE,
    NO_OUTPUT,
    OUTPUT_MISSING,
    REFUSED,
    SUBMITTED,
    Message,
)

NAMED = [value for value in vars(snakemake_messages).values() if isinstance(value, Message | tuple)]
MESSAGES = [each for value in NAMED for each in (value if isinstance(value, tuple) else (value,))]


@cache
def texts(package):
    """Return the texts in the sources of a package, with {} for what is inserted."""
    place = find_spec(package)
    if place is None:
        return None
    trees = [ast.parse(path.read_bytes()) for path in sorted(Path(place.origin).parent.rglob("*.py"))]
    return "\0".join(filter(None, (text_of(node) for tree in trees for node in ast.walk(tree))))


def text_of(node):
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.text.strip())
def test_the_installed_version_has_the_text(message):
    found = texts(message.package)
    if found is None:
        pytest.skip(f"{message.package} is not installed")
    for inserted in ("{word}", "{lines}", "{line}"):
        message = Message(message.package, message.text.replace(inserted, "{}"))
    assert message.text in found, (
        f"{message.package} must still write {message.text!r}, by which rgcore/pipeline recognizes an event, but its "
        "sources do not contain it: see how it is worded now, and change rgcore/pipeline/snakemake_messages.py"
    )


def test_the_installed_version_has_the_exceptions():
    for name in (FAILED_RULE, FAILED_WORKFLOW, NO_OUTPUT):
        assert hasattr(snakemake.exceptions, name), f"snakemake.exceptions must have {name}, but has not"


def test_a_pattern_finds_what_is_inserted():
    assert SUBMITTED.pattern.search("Job 12 has been submitted with SLURM jobid 345 (log: x).").groups() == (
        "12",
        "345",
    )
    assert (
        REFUSED.pattern.search("SLURM sbatch failed. The error message was 'a\nb's'.\n  call")[1] == "a\nb's"
    )
    listed = "some output files are missing. Waited 5 s:\na b.txt (missing locally)\nc (missing in storage)"
    after = OUTPUT_MISSING.pattern.search(listed).end()
    assert MISSING_FILE.pattern.findall(listed, after) == ["a b.txt", "c"]
