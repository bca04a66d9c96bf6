"""Configurations of another code give the numbers of that code, beside exact values only where there are any."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising import sample_configurations, thermodynamics
from rgcore.ising.own_configurations.models import without_exact_curves, without_undefined_values
from rgcore.ising.own_configurations.read import OwnConfigurations, files_of_points
from rgcore.ising.own_configurations.settings import ConfigurationFiles
from rgcore.ising.settings import SamplingSettings

SIDE, TEMPERATURE, N = 6, "2.5", 2000
SAMPLING = SamplingSettings(
    n_samples=N, algorithm="wolff", effective_fraction=0.9, burn_in_multiple=12, max_pilot_updates=1_000_000
)


@pytest.fixture(scope="module")
def drawn():
    return sample_configurations(SIDE, float(TEMPERATURE), SAMPLING, rng=np.random.default_rng(8))[0]


def of_file(folder, drawn, **changes):
    np.save(folder / f"L{SIDE}_T{TEMPERATURE}.npy", drawn.spins)
    values = {
        "path": f"{folder}/L{{side}}_T{{temperature}}.npy",
        "model": "ising",
        "n_chains": drawn.n_chains,
    }
    return ConfigurationFiles(**(values | changes))


def test_configurations_are_those_in_the_file(tmp_path, drawn):
    own = OwnConfigurations(of_file(tmp_path, drawn), SIDE, TEMPERATURE, N - 100)
    (read,) = own.batches()
    np.testing.assert_array_equal(read.spins, drawn.spins[:-100])
    np.testing.assert_array_equal(read.energy, drawn.energy[:-100])
    np.testing.assert_array_equal(read.magnetization, drawn.magnetization[:-100])
    assert read.n_chains == drawn.n_chains
    assert own.parameters()["algorithm_reason"].startswith(
        "the first 1900 of 2000 in L6_T2.5.npy; the nearest"
    )


def test_their_thermodynamics_agree_with_exact_values(tmp_path, drawn):
    own = OwnConfigurations(of_file(tmp_path, drawn), SIDE, TEMPERATURE, N)
    batches = list(own.batches())
    row = thermodynamics(batches, own.parameters()).iloc[0]
    assert abs(row["energy"] - row["energy_exact"]) < 4 * row["energy_err"]
    assert own.warning == ""


def test_a_wrong_temperature_is_noticed_by_the_energy(tmp_path, drawn):
    (tmp_path / "L6_T3.5.npy").unlink(missing_ok=True)
    np.save(tmp_path / "L6_T3.5.npy", drawn.spins)
    own = OwnConfigurations(of_file(tmp_path, drawn), SIDE, "3.5", N)
    list(own.batches())
    assert "standard errors from the exact one" in own.parameters()["algorithm_reason"]


@pytest.mark.parametrize(
    ("model", "undefined"),
    [
        ("other", {"specific_heat"}),
        ("unknown", {"specific_heat", "susceptibility", "susceptibility_zero_field"}),
    ],
)
def test_other_models_have_no_exact_values(tmp_path, drawn, model, undefined):
    own = OwnConfigurations(of_file(tmp_path, drawn, model=model), SIDE, TEMPERATURE, N)
    table = thermodynamics(list(own.batches()), own.parameters())
    row = without_undefined_values(table, own.parameters()).iloc[0]
    blank = {name for name in row.index if name not in ("algorithm", "algorithm_reason") and row.isna()[name]}
    exact = {name for name in row.index if name.endswith("_exact")}
    drawing = {name for name in row.index if name.startswith("tau_int")}
    assert blank == exact | undefined | {f"{name}_err" for name in undefined} | drawing
    assert len(exact) == 4
    assert without_undefined_values(table, {"model": "ising"}) is table


def test_the_exact_curves_of_another_model_are_blank():
    import pandas as pd  # noqa: PLC0415

    curves = pd.DataFrame(
        {"side": [8], "temperature": [2.0], "energy": [-1.7], "critical_temperature": [2.27]}
    )
    blank = without_exact_curves(curves, "other")
    assert blank[["side", "temperature"]].notna().all(axis=None)
    assert blank[["energy", "critical_temperature"]].isna().all(axis=None)


def test_points_without_a_file_are_refused_or_drawn(tmp_path, drawn):
    settings = of_file(tmp_path, drawn)
    points = {(SIDE, TEMPERATURE), (8, TEMPERATURE)}
    with pytest.raises(InputError, match=r"must have a file for side 8 and T = 2.5, .* elsewhere: draw"):
        files_of_points(settings, points, SIDE, N)
    found = files_of_points(settings.changed(elsewhere="draw"), points, SIDE, N)
    assert list(found) == [(SIDE, TEMPERATURE)]
    with pytest.raises(InputError, match="there is none for any temperature"):
        files_of_points(settings.changed(elsewhere="draw", path="no_{temperature}.npy"), points, SIDE, N)


def test_files_without_a_side_in_their_names_are_of_the_trained_side(tmp_path, drawn):
    settings = of_file(tmp_path, drawn, path=f"{tmp_path}/L6_T{{temperature}}.npy", elsewhere="draw")
    points = {(SIDE, TEMPERATURE), (8, TEMPERATURE)}
    assert list(files_of_points(settings, points, SIDE, N)) == [(SIDE, TEMPERATURE)]


def test_too_few_configurations_are_refused_with_their_number(tmp_path, drawn):
    with pytest.raises(InputError, match=f"ising.n_samples must be at most {N}, the configurations in"):
        files_of_points(of_file(tmp_path, drawn), {(SIDE, TEMPERATURE)}, SIDE, N + 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"path": "spins.npy"}, "must contain {temperature}"),
        ({"path": "spins_{temp}.npy"}, "must have no braces but {side} and {temperature}"),
        ({"path": "T{temperature}.npy", "model": "xy"}, "model must be one of"),
    ],
)
def test_a_block_that_cannot_be_meant_is_refused(changes, words):
    with pytest.raises(InputError) as caught:
        ConfigurationFiles(**({"path": "T{temperature}.npy", "model": "ising"} | changes))
    assert words in str(caught.value)
