"""Commands of Snakemake that pages print are accepted: presets are there and right, targets exist."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "config/README.md", *sorted(ROOT.glob("docs/**/*.md"))]
COMMAND = re.compile(r"`\.venv/bin/snakemake ([^`]+)`|^    \.venv/bin/snakemake ([^#\n]+)", re.MULTILINE)


def targets_by_preset():
    """Return what pages ask for, by the preset that they ask for it with; "" for none."""
    targets = defaultdict(set)
    for page in PAGES:
        for quoted, indented in COMMAND.findall(page.read_text("utf-8")):
            words = (quoted or indented).split()
            preset = words[words.index("--configfile") + 1] if "--configfile" in words else ""
            targets[preset] |= {word for word in words if word.startswith("results/") or word == "verify"}
    return {preset: sorted(asked) for preset, asked in targets.items() if asked}


TARGETS = targets_by_preset()


def test_commands_are_found():
    assert {"", "workflow/presets/block_size_study.yaml", "workflow/presets/pcarg_study.yaml"} <= set(TARGETS)
    assert "results/tables/ring_block_size.parquet" in TARGETS["workflow/presets/block_size_study.yaml"]


@pytest.mark.parametrize("preset", TARGETS)
def test_a_dry_run_accepts_all_that_pages_ask_for_with_a_preset(preset, runs, tmp_path):
    config = ROOT / preset if preset else None
    run = runs(tmp_path, *TARGETS[preset], "--dry-run", config=config)
    if "/data_" in preset:  # the recordings are no part of the project
        assert re.search(r"data set \w+: .* must exist, but", run.stdout), run.stdout
        return
    assert run.returncode == 0, run.stdout
