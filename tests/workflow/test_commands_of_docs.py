"""Commands of Snakemake that pages and comments of configs print are accepted: files are there, targets exist."""

import re
from collections import defaultdict
from typing import NamedTuple

import pytest

from ..pages import ROOT, printed_commands

OWN_CONFIG = "mine.yaml"  # of a reader: planned as without one
RUNNING = ("-c", "--cores")


class Plan(NamedTuple):
    """What is planned in one dry run: a preset, or "", and a profile, or ""."""

    preset: str
    profile: str


def spelled_out(word):
    """Return the words that a shell makes of ``a{b,c}d``."""
    before, brace, rest = word.partition("{")
    inner, _, after = rest.partition("}")
    return [before + part + after for part in inner.split(",")] if brace else [word]


def parts(command):
    """Return the options that have a value, and the targets, "all" without one."""
    words = command.split()
    valued = {"--configfile", "--profile", "--config", *RUNNING}
    options = {name: words[place + 1] for place, name in enumerate(words) if name in valued}
    after = {place + 1 for place, name in enumerate(words) if name in valued}
    targets = [word for place, word in enumerate(words) if place not in after and not word.startswith("-")]
    return options, {name for word in targets for name in spelled_out(word)} or {"all"}


def asked_for():
    """Return targets and settings that are asked for, by preset and profile."""
    targets, settings = defaultdict(set), defaultdict(set)
    for command in printed_commands(r"\.venv/bin/snakemake"):
        options, names = parts(command)
        preset = options.get("--configfile", "").replace(OWN_CONFIG, "")
        plan = Plan(preset, options.get("--profile", ""))
        targets[plan] |= names
        settings[plan] |= {options["--config"]} if "--config" in options else set()
    return {plan: (sorted(names), sorted(settings[plan])) for plan, names in targets.items()}


ASKED = asked_for()
STUDY = Plan("workflow/presets/block_size_study.yaml", "")
CLUSTER = "workflow/profiles/slurm"
HERE = [plan for plan in ASKED if plan != Plan("", CLUSTER)]  # that one is planned in jobs/test_bundles.py


def test_commands_are_found_on_pages_and_in_comments_of_presets():
    assert {Plan("", ""), STUDY, Plan("workflow/presets/pcarg_study.yaml", "")} <= set(ASKED)
    assert Plan("workflow/presets/data_retina_scans.yaml", "") in ASKED  # in a comment alone
    targets, settings = ASKED[STUDY]
    assert {f"results/tables/{name}.parquet" for name in ("rbm_flow", "network_temperature")} <= set(targets)
    assert settings == ["root_seed=15022025"]  # on the second line of a comment
    assert ASKED[Plan("workflow/presets/paper.yaml", CLUSTER)] == (["all"], [])
    assert ASKED[Plan("", CLUSTER)] == (["all"], [])
    assert "all" in ASKED[Plan("", "")][0]


@pytest.mark.parametrize("plan", HERE, ids=lambda plan: " ".join(plan).strip() or "config.yaml")
def test_a_dry_run_accepts_all_that_is_asked_for_with_a_preset_and_a_profile(plan, runs, tmp_path):
    targets, settings = ASKED[plan]
    options = ["--profile", str(ROOT / plan.profile)] if plan.profile else []
    options += ["--config", *settings] if settings else []
    config = ROOT / plan.preset if plan.preset else None
    run = runs(tmp_path, *targets, "--dry-run", *options, config=config)
    if "/data_" in plan.preset:  # the recordings are no part of the project
        assert re.search(r"data set \w+: .* must exist, but", run.stdout), run.stdout
        return
    assert run.returncode == 0, run.stdout
