"""Commands of make and of rgcore that pages print exist: targets, variables, configs, benchmarks, arguments."""

import re

import pytest

from rgcore.__main__ import _parser

from .pages import ROOT, printed_commands

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE)) | {".venv/ready"}
VARIABLES = set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.MULTILINE)) | set(
    re.findall(r"\$\((?:or \$\()?(STUDY|RESULTS|PAGES)\b", MAKEFILE)
)
OWN = ("mine.yaml", "a.yaml", "b.yaml")  # configs of a reader
BENCHMARKS = [path.stem.removeprefix("bench_") for path in ROOT.glob("tests/benchmarks/bench_*.py")]
COMMANDS = printed_commands("make")


def words_of(command):
    """Return targets and variables of a command of make; what a reader may leave out has brackets."""
    words = re.findall(r'[A-Z]+="[^"]*"|\S+', re.sub(r"[][]", "", command))
    variables = dict(word.split("=", 1) for word in words if re.match(r"[A-Z]+=", word))
    return [word for word in words if not re.match(r"[A-Z]+=", word)], variables


def test_commands_are_found():
    assert {"figures", "page DATA=my_cells CONFIG=mine.yaml", "bench ONLY=training"} <= set(COMMANDS)
    assert {"STUDY", "CONFIG", "DATA"} <= VARIABLES


@pytest.mark.parametrize("command", COMMANDS)
def test_make_has_the_target_and_the_variables_of_a_command(command):
    targets, variables = words_of(command)
    assert set(targets) <= TARGETS
    assert set(variables) <= VARIABLES
    for config in variables.get("CONFIG", "").strip("\"'").split():
        assert config in OWN or (ROOT / config).is_file()
    for start in variables.get("ONLY", "").strip("\"'").split():
        assert start == "..." or any(name.startswith(start) for name in BENCHMARKS)


@pytest.mark.parametrize("command", printed_commands(r"(?:\.venv/bin/|\.venv/bin/python -m )?rgcore"))
def test_rgcore_takes_the_arguments_of_a_command(command):
    named_alone = ["FILE"] if command == "look" else []
    assert _parser().parse_args([*command.split(), *named_alone]).answer
