"""Every example of docs/extending.md is a whole file that the rest of the project finds and the shared checks accept.

Those of data sets are in tests/datasets/test_extending.py.
"""

import subprocess
import sys

import numpy as np
import pytest

from rgcore.cards import load_card
from rgcore.figures import cards, draw_figure
from rgcore.ising import sample_configurations, thermodynamics, torus_energy
from rgcore.report.captions import caption
from rgcore.vrg import exactness_table

from .config_values import sampling_settings
from .example_tables.lattices import ising_exact
from .ising import checks
from .page_examples import copy_with_all_examples, example, example_paths, installed
from .pcarg.nulls import test_every_null as nulls
from .rbm.units import test_unit_type as units

FIGURE, CAPTION = "rgcore/figures/ising/exact_magnetization.py", "workflow/report/exact_magnetization.rst"
PARAMETERS = {
    "heat_bath",
    "random_signs",
    "weak",
    "exact_magnetization",
    "noisy_corner",
}  # tests run once for each of them
ROOMS = (
    "ising/drawing",
    "ising/samplers",
    "pcarg/nulls",
    "rbm",
    "vrg/test_every_transformation.py",
    "learned",
    "datasets",
    "report",
    "figures",
)
SLOW = (  # of samplers: many sweeps each; and one whose name only contains that of an example
    "kaufman",
    "density_of_states",
    "odd_sides",
    "bonds_of_every",
    "near_each_other",
    "scatter_by",
    "without_bugs",
    "mean_over_chains",
    "of_any_number",
    "reach_the",
    "equal_chains",
    "of_the_heat_bath",
)


def test_the_page_has_an_example_of_every_card():
    folders = {path.rpartition("/")[0].removeprefix("rgcore/") for path in example_paths()}
    data = {f"datasets/{room}" for room in ("formats", "kinds", "generated")}
    rest = {
        "ising/samplers",
        "pcarg/nulls",
        "rbm/units",
        "vrg/transformations",
        "figures/ising",
        "workflow/report",
    }
    assert folders == data | rest


def test_a_sampler_is_one_file(tmp_path):
    with pytest.raises(ValueError, match="algorithm must be one of"):
        sampling_settings(n_samples=1000, algorithm="heat_bath")
    with installed("rgcore/ising/samplers/heat_bath.py", tmp_path):
        run = load_card("rgcore.ising.samplers", "heat_bath").run
        assert sampling_settings(n_samples=1000, algorithm="heat_bath").algorithm == "heat_bath"
        for start, n_sweeps in (("equilibrium", 3), ("cold", 30)):
            rng = np.random.default_rng(20241501)
            assert checks.stays_within(checks.enumerated(run, start, 3, 0.35, n_sweeps, rng=rng))
        rng = np.random.default_rng(20241502)
        found, _ = checks.kaufman(run, 8, 3.2, shape=(20, 1000), spacing=2, rng=rng)
        assert checks.stays_within(found)


def test_a_sampler_without_a_cost_draws_where_the_config_names_it(tmp_path):
    with installed("rgcore/ising/samplers/heat_bath.py", tmp_path):
        settings = sampling_settings(n_samples=2000, algorithm="heat_bath")
        drawn, parameters = sample_configurations(8, 2.6, settings, rng=np.random.default_rng(20241503))
        row = thermodynamics([drawn], parameters).iloc[0]
    assert parameters["algorithm_reason"].startswith("asked for; its card declares no cost")
    assert row["energy_err"] < 0.02
    assert abs(row["energy"] - torus_energy(1 / 2.6, 8)) < 4 * row["energy_err"]


def test_a_null_is_one_file(tmp_path):
    with installed("rgcore/pcarg/nulls/random_signs.py", tmp_path):
        card, samples = load_card("rgcore.pcarg.nulls", "random_signs"), nulls.market()
        draws = nulls.draws_of(card, samples)
        for check, false in nulls.FALSE_CLAIMS.items():
            nulls.CHECKS[check](card, samples, draws)
            with pytest.raises(AssertionError):
                nulls.CHECKS[check](false(card), samples, draws)


def test_a_unit_type_is_one_file(tmp_path):
    with installed("rgcore/rbm/units/weak.py", tmp_path):
        units.test_means_and_traces_are_those_of_the_two_values("weak")
        units.test_states_are_drawn_with_the_means("weak")
        units.test_values_go_to_spins_and_back("weak")
        units.test_entropies_are_those_of_the_two_probabilities("weak")


def test_a_transformation_is_one_file(tmp_path):
    with installed("rgcore/vrg/transformations/noisy_corner.py", tmp_path):
        row = exactness_table([0.4], ["noisy_corner"], rng=np.random.default_rng(1)).iloc[0]
    assert (row["n_visible"], row["n_hidden"], row["is_rg"]) == (16, 4, True)
    assert row["trace_condition_error"] < 1e-14
    assert 0 < row["effective_coupling"] < 0.4
    assert row["rbm_form_error"] > 0.4


def test_a_figure_is_one_file_and_its_caption(tmp_path, monkeypatch):
    with installed(FIGURE, tmp_path) as file:
        modules = {**cards._modules(), file.stem: file}
        monkeypatch.setattr(cards, "_modules", lambda: modules)
        monkeypatch.setattr(cards, "figure_cards", cards.figure_cards.__wrapped__)
        monkeypatch.setattr("rgcore.figures.figure_cards", cards.figure_cards)
        assert cards.figure_cards()[file.stem] == load_card("rgcore.figures.ising", file.stem)
        tables = {"ising_exact": ising_exact([1.8, 2.8], (16,))}
        (ax,) = draw_figure(file.stem, tables).axes
        assert ax.lines
        assert "(" in ax.get_xlabel()
        assert "(" in ax.get_ylabel()
        text = caption(file.stem, tables, example(CAPTION), {"side": "16"})
        assert "Parameters: side = 16." in text


def test_the_shared_tests_accept_all_examples_at_once(tmp_path):
    copy_with_all_examples(tmp_path)
    names = " or ".join(sorted(PARAMETERS | {"every_format", "every_card"}))
    chosen = f"({names}) and not {' and not '.join(SLOW)}"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-v",
        "-p",
        "no:cacheprovider",
        f"--basetemp={tmp_path / 'scratch'}",  # others, at the same time, tidy up the folder that all share
        "-m",
        "not repetitions",
        "-k",
        chosen,
    ]
    command += [f"tests/{room}" for room in ROOMS]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr
    passed = [line for line in run.stdout.splitlines() if " PASSED" in line]
    assert all(any(name in line for line in passed) for name in PARAMETERS)
