"""Names on Snakemake's command line: families of bundles, as in ``--until train_dbn``, and names that nothing has."""

import re
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from rgcore.errors import InputError
from rgcore.pipeline.jobs.bundle import Bundle
from rgcore.pipeline.studies import in_study

__all__ = ["accept_families", "spell_out"]

_CHOICES = {
    "targets": "a target",
    "forcerun": "--forcerun",
    "until": "--until",
    "omit_from": "--omit-from",
}
"""Fields of Snakemake's DAGSettings with names of rules or files, and how a message calls them."""

# One for each family, whether a config has points of it.
_SCRIPTS = Path(__file__).parents[3] / "workflow/scripts"

_NUMBERED = re.compile(r"_\d+$")  # the rules of bundles, of which people write the family


def accept_families(workflow: object, bundles: Iterable[Bundle], study: str | None = None) -> None:
    """Let the command line name families in place of rules, and files of a study as without one.

    Snakemake gives ``workflow`` its choices after the Snakefile was read; they are checked and replaced at that moment.
    A name that no rule has and no rule makes ends the process with one sentence.
    """

    class WithFamilies(type(workflow)):
        def __setattr__(self, name: str, value: object) -> None:
            if name == "dag_settings":
                spell_out(value, bundles)
                value.targets = frozenset(in_study(target, study) for target in value.targets)
                try:
                    _check_names(value, list(self.rules))
                    _check_resources(self.resource_settings, list(self.rules))
                except InputError as mistake:
                    sys.exit(f"Error: {mistake}")
            super().__setattr__(name, value)

    workflow.__class__ = WithFamilies


def spell_out(choices: object, bundles: Iterable[Bundle]) -> None:
    """Replace families by their rules in ``choices``, Snakemake's DAGSettings, in place."""
    rules: dict[str, list[str]] = {}
    for bundle in bundles:
        rules.setdefault(bundle.family, []).append(bundle.name)
    for choice in _CHOICES:
        named = getattr(choices, choice)
        setattr(choices, choice, frozenset(rule for name in named for rule in rules.get(name, [name])))


def _check_names(choices: object, rules: Iterable) -> None:
    """Raise InputError for a name in ``choices`` that is none of Snakemake's ``rules``, and no file that one makes."""
    known = {rule.name for rule in rules}
    for choice, title in _CHOICES.items():
        for name in sorted(getattr(choices, choice)):
            if name in known or any(rule.is_producer(name) for rule in rules):
                continue
            raise InputError(
                f"{title} must be a rule or a file that one makes, but {name} is neither: "
                f"{_meant(name, _written_out(rules))}"
            )


def _check_resources(settings: object, rules: Iterable) -> None:
    """Raise InputError for resources or threads of a rule that is none, which Snakemake passes over in silence."""
    names = {rule.name for rule in rules}
    shared = {Path(rule.script).stem for rule in rules if rule.script} - {_family(name) for name in names}
    families = {path.stem for path in _SCRIPTS.glob("*.py")} - shared  # shared by rules of other names
    for option, named, known in (
        ("--set-resources", settings.overwrite_resources, names | families),
        ("--set-threads", settings.overwrite_threads, names),
    ):
        for name in sorted({*named} - known):
            of_all = f"write {_family(name)} for all its jobs, whose numbers change from run to run"
            advice = of_all if _family(name) in known else _meant(name, known)
            raise InputError(f"{option} must name rules of this run, but {name} is none: {advice}")


def _meant(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"did you mean {near[0]}?" if near else "`snakemake --list` prints the rules"


def _family(rule: str) -> str:
    return _NUMBERED.sub("", rule)


def _written_out(rules: Iterable) -> set[str]:
    """Return the names of rules, and of the results that they make or collect, without those with wildcards."""
    files = {str(file) for rule in rules for file in [*rule.output, *rule.input] if isinstance(file, str)}
    results = {file for file in files if file.startswith("results/") and "{" not in file}
    return results | {_family(rule.name) for rule in rules}
