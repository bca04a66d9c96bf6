"""The commands behind make verify: a reference is looked for first, and the finding is the last sentence."""

import subprocess
from pathlib import Path

import pytest

from rgcore.errors import InputError
from rgcore.verification.__main__ import main

ROOT = Path(__file__).parents[2]
SMOKE = ROOT / "workflow/presets/smoke.yaml"


def recipe(target, config):
    """Return the commands of a target, without running them."""
    printed = subprocess.run(
        ["make", "-n", target, f"CONFIG={config}"], cwd=ROOT, text=True, capture_output=True, check=True
    )
    return printed.stdout


def test_a_config_with_a_reference_passes_and_another_one_is_refused():
    main(["find", str(SMOKE)])
    with pytest.raises(InputError, match=r"it differs from \w+ in .* and in \d+ more"):
        main(["find", str(ROOT / "workflow/presets/paper.yaml")])


@pytest.mark.parametrize(
    "key", ["__use_yte__: true", "<<: {__use_yte__: true}", "a: &a {__use_yte__: 1}\n<<: *a"]
)
def test_a_config_that_would_execute_code_is_refused(tmp_path, key):
    executed, config = tmp_path / "executed", tmp_path / "mine.yaml"
    config.write_text(f'{key}\nroot_seed: ?__import__("pathlib").Path({str(executed)!r}).touch() or 1\n')
    with pytest.raises(InputError, match="__use_yte__"):
        main(["find", str(config)])
    assert not executed.exists()


@pytest.mark.parametrize(
    "text", ["[]", "null", "? [a]\n: 1", "root_seed: !!python/name:os.system", "a: 1\na: 2"]
)
def test_a_config_that_no_run_would_take_is_refused(tmp_path, text):
    (tmp_path / "mine.yaml").write_text(text)
    with pytest.raises(InputError, match=r"mine\.yaml must h"):
        main(["find", str(tmp_path / "mine.yaml")])


def test_make_verify_looks_for_a_reference_runs_what_is_missing_and_compares():
    commands = recipe("verify", SMOKE)
    places = [commands.index(step) for step in ("verification find", "bin/snakemake", "verification compare")]
    assert places == sorted(places)


def test_a_reference_is_named_after_a_config_whose_name_has_blanks_and_quotes(tmp_path):
    config = tmp_path / "it's my own.config.yaml"
    config.write_text("root_seed: 5\n")
    commands = recipe("reference-results", config)
    name = r"'it'\''s my own.config'"
    assert f"--directory build/reference/{name}/own" in commands
    assert f"make_reference tests/reference/{name} " in commands
    assert f"build/reference/{name}/seed3" in commands
