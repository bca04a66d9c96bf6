"""What runs again after what, and that nothing else does."""

import os
import re
import shutil
import time

import pyarrow.parquet as pq
import yaml

from rgcore.report.catalogue import CATALOGUE


def planned(process):
    """Return the rules that a dry run would run, bundles by their family."""
    assert process.returncode == 0, process.stdout
    if "Nothing to be done" in process.stdout:
        return set()
    rows = process.stdout.split("Job stats:")[1].splitlines()
    rules = {row.split()[0] for row in rows if re.fullmatch(r"\w+ +\d+", row.strip())} - {"total"}
    assert rules, process.stdout
    return {re.sub(r"_\d+$", "", rule) for rule in rules}


def test_a_second_run_has_nothing_to_do(runs, finished):
    assert not planned(runs(finished, "--dry-run"))


def test_touching_every_source_gives_nothing_to_do(runs, copy):
    later = time.time() + 5
    for name in ("rgcore", "workflow", "Snakefile", "config.yaml"):
        for path in [copy / name, *(copy / name).rglob("*")]:
            os.utime(path, (later, later))
    assert not planned(runs(copy, "--dry-run", sources=copy))


def test_editing_a_comment_or_a_docstring_gives_nothing_to_do(runs, copy):
    for path in [*copy.glob("rgcore/**/*.py"), *copy.glob("workflow/scripts/*.py")]:
        path.write_text(path.read_text() + "\n# a comment at the end\n")
    kernel = copy / "rgcore/ising/samplers/_wolff_kernels.py"
    kernel.write_text(kernel.read_text().replace('"""', '"""Reworded. ', 1))
    assert not planned(runs(copy, "--dry-run", sources=copy))


DRAWN_ANEW = {"write_report", "all"}
"""What follows any change of a figure,"""
COUNTED_ANEW = {"collect_claims", *DRAWN_ANEW}
"""and of a table."""
WITHOUT_RANDOMNESS = {
    "integrate_landau_flow",
    "find_landau_fixed_points",
    "draw_landau_flow",
    "renormalize_tensors",
    "optimize_mera",
    "draw_mera",
    "follow_coupling_recursion",
    "find_vrg_exponents",
}
WITHOUT_KERNELS = WITHOUT_RANDOMNESS | {"draw_gaussian_cloud", "draw_fig3_pca_gaussian"}
BEHIND_TRAINING = {
    "train_dbn",
    "measure_receptive_fields",
    "reconstruct_samples",
    "train_dbm",
    "measure_rbm_thermodynamics",
    "estimate_rbm_likelihood",
    "join_parts",
    "estimate_block_size",
    "draw_dbn_training",
    "draw_dbn_reconstruction",
    "draw_dbm_training",
    "draw_rbm_thermodynamics",
    "draw_rbm_likelihood",
    "draw_fig2_rbm_and_dbm",
    "draw_fig4_receptive_fields",
    "draw_block_size_vs_temperature",
    "train_study_networks",
    "compare_block_sizes",
    "draw_block_size_study",
    "run_flow_networks",
    "draw_rbm_flow",
    "draw_network_temperature",
    "compare_codes",
    "fit_block_size_hypotheses",
    "draw_block_size_hypotheses",
    "measure_learned_maps",
    "compare_learned_maps",
    "draw_learned_map_exponents",
    "draw_tensor_rg",
    "measure_size_controls",
    "compare_size_controls",
    "train_ring_networks",
    "draw_block_size_controls",
    "measure_map_couplings",
    "draw_learned_couplings",
    "measure_network_couplings",
    "draw_learned_flow",
    "train_switch_networks",
    "draw_kurtosis_switch",
    "measure_rbm_fisher",
    "draw_rbm_fisher",
    *COUNTED_ANEW,
}


def test_editing_a_kernel_runs_just_what_depends_on_it(runs, copy):
    kernel = copy / "rgcore/rbm/training/_ascent_kernels.py"
    kernel.write_text(kernel.read_text() + "\nUNUSED = 1\n")
    assert planned(runs(copy, "--dry-run", sources=copy)) == {"compile_kernels", *BEHIND_TRAINING}


def test_editing_how_training_uses_its_kernels_runs_training(runs, copy):
    training = copy / "rgcore/rbm/training/trainer.py"
    training.write_text(training.read_text() + "\nUNUSED = 1\n")
    assert planned(runs(copy, "--dry-run", sources=copy)) == BEHIND_TRAINING


def test_editing_a_figure_draws_that_figure(runs, copy):
    figure = copy / "rgcore/figures/theory/landau_flow.py"
    figure.write_text(figure.read_text() + "\nUNUSED = 1\n")
    assert planned(runs(copy, "--dry-run", sources=copy)) == {"draw_landau_flow", *DRAWN_ANEW}


def test_editing_a_formula_runs_just_what_it_enters(runs, copy):
    formula = copy / "rgcore/landau/momentum_shell.py"
    formula.write_text(formula.read_text() + "\nUNUSED = 1\n")
    landau = {"integrate_landau_flow", "find_landau_fixed_points", "draw_landau_flow", *COUNTED_ANEW}
    assert planned(runs(copy, "--dry-run", sources=copy)) == landau


def test_another_value_in_the_config_runs_just_what_it_enters(runs, finished, tmp_path):
    config = yaml.safe_load(runs.smoke.read_text())
    config["vrg"]["couplings"].append(0.6)
    (tmp_path / "more.yaml").write_text(yaml.safe_dump(config))
    process = runs(finished, "--dry-run", config=tmp_path / "more.yaml")
    assert planned(process) == {
        "enumerate_transformations",
        "list_vrg_couplings",
        "draw_vrg_exactness",
        "draw_vrg_couplings",
        "draw_fig5_transformations",
        *COUNTED_ANEW,
    }
    reason = "results/tables/vrg_couplings.parquet was made with couplings [0.2, 0.4406868] in place of couplings ["
    assert reason in process.stdout


def pretend_version(copy, library):
    """Let Python find another version of a library, as after an edit of the lock file."""
    (copy / f"{library}-99.dist-info").mkdir()
    text = f"Metadata-Version: 2.1\nName: {library}\nVersion: 99\n"
    (copy / f"{library}-99.dist-info/METADATA").write_text(text)


def test_another_version_of_matplotlib_draws_figures_and_pages(runs, copy):
    pretend_version(copy, "matplotlib")
    figures = {f"draw_{name}" for name in CATALOGUE}
    assert planned(runs(copy, "--dry-run", sources=copy)) == {*figures, "describe_dataset", *DRAWN_ANEW}


def test_another_version_of_numba_runs_what_has_kernels_and_what_depends_on_it(runs, copy):
    pretend_version(copy, "numba")
    process = runs(copy, "--dry-run", sources=copy)
    assert {"compile_kernels", "sample_ising", *BEHIND_TRAINING} < planned(process)
    assert planned(process) & WITHOUT_KERNELS == set()
    assert re.search(r"was made with numba [\d.]+ in place of numba 99", process.stdout)


def copy_of_results(finished, folder):
    """Copy results alone, as to another computer: with new times, without Snakemake's records."""
    shutil.copytree(finished / "results", folder / "results", copy_function=shutil.copyfile)
    return folder


def test_a_copy_of_results_is_kept_with_the_same_config(runs, finished, tmp_path):
    assert not planned(runs(copy_of_results(finished, tmp_path / "copy"), "--dry-run"))


def test_of_a_copy_under_another_seed_all_that_is_random_runs_again(runs, finished, tmp_path):
    folder = copy_of_results(finished, tmp_path / "copy")
    process = runs(folder, "--dry-run", "--config", "root_seed=5")
    everything = planned(runs(tmp_path / "empty", "--dry-run"))
    kept = everything - planned(process)
    assert kept == {"compile_kernels", "evaluate_exact_curves", "write_docs", *WITHOUT_RANDOMNESS}
    assert re.search(r"made again .* was made with root_seed \d+ in place of root_seed 5", process.stdout)


def test_a_figure_of_another_run_is_not_shown(runs, finished, tmp_path):
    folder = copy_of_results(finished, tmp_path / "copy")
    shutil.copyfile(folder / "results/figures/mcrg.png", folder / "results/figures/landau_flow.png")
    (folder / "results/stamps/captions/mcrg.rst.json").unlink()
    assert planned(runs(folder, "--dry-run")) == {"draw_landau_flow", "draw_mcrg", *DRAWN_ANEW}


def test_which_points_share_a_job_is_no_reason_to_run(runs, finished):
    for choice in ("points_per_job: 1", "points_per_job: 3"):
        assert not planned(runs(finished, "--dry-run", "--config", f"jobs={{{choice}}}")), choice


def test_a_temperature_less_joins_tables_again_and_repeats_no_point(runs, finished, tmp_path):
    config = yaml.safe_load(runs.smoke.read_text())
    del config["ising"]["temperatures"][0]
    (tmp_path / "less.yaml").write_text(yaml.safe_dump(config))
    target = "results/tables/dbn_training.parquet"
    process = runs(finished, "--dry-run", target, config=tmp_path / "less.yaml")
    assert planned(process) == {"join_parts"}, process.stdout


def test_figures_that_were_deleted_in_one_format_are_drawn_again(runs, finished, tmp_path):
    folder = shutil.copytree(finished, tmp_path / "less")
    for lost in ("figures/landau_flow.pdf", "figures/mcrg.svg", "captions/tensor_rg.rst"):
        (folder / "results" / lost).unlink()
    drawn = {"draw_landau_flow", "draw_mcrg", "draw_tensor_rg"}
    assert planned(runs(folder, "--dry-run")) == drawn | DRAWN_ANEW


def test_another_temperature_changes_no_other_row(runs, finished, tmp_path):
    folder = shutil.copytree(finished, tmp_path / "more")
    config = yaml.safe_load(runs.smoke.read_text())
    temperatures_before = [*config["ising"]["temperatures"]]
    config["ising"]["temperatures"].insert(1, "2.15")
    (folder / "more.yaml").write_text(yaml.safe_dump(config))
    before = {path.stem: pq.read_table(path) for path in (folder / "results/tables").glob("*.parquet")}
    del before["claims"]  # which are about all temperatures
    targets = [f"results/tables/{name}.parquet" for name in before]
    process = runs(folder, *targets, config=folder / "more.yaml")
    assert process.returncode == 0, process.stdout
    logs = {path.stem for path in (folder / "results/logs/train_dbn").iterdir()}
    assert logs - {path.stem for path in (finished / "results/logs/train_dbn").iterdir()} == {
        "T2.15_replica0"
    }
    trained = "results/dbn/T2.0_replica0/model.parquet"
    assert (folder / trained).stat().st_mtime_ns == (finished / trained).stat().st_mtime_ns
    for name, old in before.items():
        new = pq.read_table(folder / f"results/tables/{name}.parquet")
        if "temperature" in new.column_names:
            temperatures = new["temperature"].to_pylist()
            of_ising = set(map(float, temperatures_before)) <= set(old["temperature"].to_pylist())
            assert (2.15 in temperatures) == of_ising, name
            new = new.filter([t != 2.15 for t in temperatures])
        assert new.replace_schema_metadata().equals(old.replace_schema_metadata()), name
