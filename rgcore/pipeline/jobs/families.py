"""Families of bundles on Snakemake's command line, as in ``--until train_dbn``."""

from collections.abc import Iterable

from rgcore.pipeline.jobs.bundles import Bundle

__all__ = ["accept_families", "spell_out"]


def accept_families(workflow: object, bundles: Iterable[Bundle]) -> None:
    """Let the command line name families in place of rules.

    Snakemake gives ``workflow`` its choices after the Snakefile was read; they are replaced at that moment.
    """

    class WithFamilies(type(workflow)):
        def __setattr__(self, name: str, value: object) -> None:
            if name == "dag_settings":
                spell_out(value, bundles)
            super().__setattr__(name, value)

    workflow.__class__ = WithFamilies


def spell_out(choices: object, bundles: Iterable[Bundle]) -> None:
    """Replace families by their rules in ``choices``, Snakemake's DAGSettings, in place."""
    rules: dict[str, list[str]] = {}
    for bundle in bundles:
        rules.setdefault(bundle.family, []).append(bundle.name)
    for choice in ("targets", "forcerun", "until", "omit_from"):
        named = getattr(choices, choice)
        setattr(choices, choice, frozenset(rule for name in named for rule in rules.get(name, [name])))
