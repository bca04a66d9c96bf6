"""``rgcore run``, ``page`` and ``verify``, and the targets of make beside them: which commands they give."""

import subprocess
import sys
from pathlib import Path

import pytest

from rgcore.__main__ import main
from rgcore.errors import InputError
from rgcore.pipeline.commands import exit_code, page_command, run_command, verify_commands
from rgcore.verification.run_config import run_config

ROOT = Path(__file__).parents[3]
SMOKE = str(ROOT / "workflow/presets/smoke.yaml")
MINE = "datasets:\n  my_cells: {kind: spikes_binned, path: cells.npy}\n  stock_like: null\n"


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(MINE)
    return str(path)


def make(*arguments, cwd=ROOT):
    """Return what make would do, or the sentence with which it stops."""
    done = subprocess.run(
        ["make", "-n", "-f", str(ROOT / "Makefile"), *arguments],
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout


def test_run_hands_targets_and_configs_to_the_workflow_of_this_checkout(mine):
    command = run_command(["claims"], [SMOKE, mine], "2")
    assert command[0] == str(Path(sys.executable).with_name("snakemake"))
    assert command[1:] == [
        *("--snakefile", str(ROOT / "Snakefile"), "--cores", "2"),
        *("claims", "--configfile", SMOKE, mine),
    ]


def test_page_asks_for_the_page_of_a_data_set_of_the_config(mine):
    command = page_command("my_cells", [SMOKE, mine], "all")
    targets = ["results/pages/my_cells.html", "results/report/docs.html"]
    assert command == run_command(targets, [SMOKE, mine], "all")


@pytest.mark.parametrize(
    ("name", "meant"), [("my_cels", "did you mean my_cells?"), ("prices", "name a config that has it")]
)
def test_page_refuses_a_data_set_that_the_config_does_not_have(mine, name, meant, capsys):
    assert main(["page", name, "--configfile", mine]) == 1
    error = capsys.readouterr().err
    assert error.startswith("Error: the data set must be one of my_cells, neural_like, got ")
    assert meant in error


def test_page_refuses_a_data_set_that_a_config_switches_off(mine):
    with pytest.raises(InputError, match="stock_like"):
        page_command("stock_like", [mine], "all")


@pytest.mark.parametrize("text", ["[]", "null", '"a"', "? [a]\n: 1", "a: !!python/name:os.system"])
def test_page_answers_a_file_that_is_no_config_with_one_sentence(tmp_path, text, capsys):
    (tmp_path / "mine.yaml").write_text(text)
    assert main(["page", "stock_like", "--configfile", str(tmp_path / "mine.yaml")]) == 1
    assert "mine.yaml must hold" in capsys.readouterr().err


def test_page_takes_names_of_any_type_for_names(tmp_path, capsys):
    (tmp_path / "mine.yaml").write_text("datasets: {1: {kind: matrix}, null: {kind: matrix}}\n")
    assert main(["page", "cells", "--configfile", str(tmp_path / "mine.yaml")]) == 1
    assert "must be one of 1, None, neural_like, stock_like, got cells" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["run"], ["page", "stock_like"], ["verify"]])
@pytest.mark.parametrize(("name", "found"), [("none.yaml", "there is no file"), (".", "is a folder")])
def test_a_config_that_is_no_file_is_named_by_every_command(tmp_path, command, name, found, capsys):
    assert main([*command, "--configfile", str(tmp_path / name)]) == 1
    assert found in capsys.readouterr().err


def test_verify_looks_for_a_reference_before_anything_runs():
    find, run, compare = verify_commands([SMOKE], "all")
    assert find[1:] == ["-P", "-m", "rgcore.verification", "find", SMOKE]
    assert run == run_command([], [SMOKE], "all")
    assert compare[1:] == ["-P", "-m", "rgcore.verification", "compare", SMOKE]


def test_verify_imports_nothing_from_the_working_folder(tmp_path, monkeypatch):
    for name in ("platform", "numpy", "rgcore"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('of the user')")
    monkeypatch.chdir(tmp_path)
    assert exit_code(iter([next(verify_commands([SMOKE], "1"))])) == 0


def test_commands_end_with_the_first_that_fails(tmp_path):
    leave, write = "raise SystemExit(3)", f"open({str(tmp_path / 'x')!r}, 'w')"
    assert exit_code(iter([[sys.executable, "-c", code] for code in (leave, write)])) == 3
    assert not (tmp_path / "x").exists()
    assert exit_code(iter([[sys.executable, "-c", code] for code in (write, "")])) == 0
    assert (tmp_path / "x").exists()


def test_presets_compose_and_the_last_one_goes_first():
    """The data of one at the size of another: the same as both in one file."""
    both = run_config([Path(SMOKE), ROOT / "workflow/presets/data_sp500.yaml"])
    alone, smoke = run_config([ROOT / "workflow/presets/data_sp500.yaml"]), run_config([Path(SMOKE)])
    assert both["datasets"]["sp500"] == alone["datasets"]["sp500"]
    assert both["dbn"] == smoke["dbn"] != alone["dbn"]


def test_make_page_names_data_set_and_configs(mine):
    assert f".venv/bin/rgcore page 'my_cells' --cores 1 --configfile '{mine}'" in " ".join(
        make("page", "DATA=my_cells", f"CONFIG={mine}", "CORES=1").replace("\\\n", "").split()
    )
    assert "DATA must name a data set of the config" in make("page")


def test_make_takes_several_configs_and_one_with_a_blank(mine, tmp_path):
    assert f"--configfile '{SMOKE}' '{mine}'" in make("figures", f"CONFIG={SMOKE} {mine}")
    blank = tmp_path / "my own.yaml"
    blank.write_text(MINE)
    assert f"--configfile '{blank}'" in make("figures", f"CONFIG={blank}")
    assert "CONFIG must name config files, but there is no file b.yaml" in make(
        "figures", f"CONFIG={mine} b.yaml"
    )


@pytest.mark.parametrize("name", ["look", "run", "page", "verify"])
def test_the_help_of_a_command_begins_with_what_it_is_for(name, capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = " ".join(capsys.readouterr().out.split())
    with pytest.raises(SystemExit):
        main([name, "--help"])
    purpose = capsys.readouterr().out.split("\n\n")[1]
    assert " ".join(purpose.lower().split()).rstrip(".") in listed.lower()
