"""The table of Fisher spectra: its rows, and what theory predicts for them."""

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.information import fisher_table
from rgcore.information.schemas import FISHER_SPECTRA
from rgcore.information.settings import FisherSettings
from rgcore.information.spectra_table import exact_spectra


@pytest.fixture(scope="module")
def table():
    settings = FisherSettings(
        side=16,
        relative_temperatures=[1.0, 1.5],
        n_levels=3,
        n_replicas=16,
        n_configurations=20,
        n_resamples=4,
        n_steps=[16, 64],
        n_exponentials=5,
        every=[1, 2],
    )
    return fisher_table(settings, rng=np.random.default_rng(4))


def test_rows_are_named_by_their_keys(table):
    assert list(table.columns) == FISHER_SPECTRA.names
    assert not table.duplicated(list(FISHER_SPECTRA.keys)).any()


def sampled(table, ratio, direction):
    rows = table[(table["model"] == "ising_resampled") & (table["relative_temperature"] == ratio)]
    return rows[(rows["direction"] == direction) & (rows["rank"] == 1)].sort_values("level")


def test_the_field_stays_at_the_critical_point_and_fades_above_it(table):
    critical, above = (sampled(table, ratio, "field") for ratio in (1.0, 1.5))
    assert critical["eigenvalue"].iloc[-1] > 0.8 * critical["eigenvalue"].iloc[0]
    assert above["eigenvalue"].iloc[-1] < 0.6 * above["eigenvalue"].iloc[0]
    assert set(above["predicted_exponent"].isna()) == {True}


def test_what_is_irrelevant_fades_at_the_critical_point(table):
    for direction in ("axes", "diagonals"):
        rows = sampled(table, 1.0, direction)
        assert rows["eigenvalue"].iloc[3] < 0.5 * rows["eigenvalue"].iloc[1]
        assert set(rows["predicted_exponent"]) == {-2.0}


def test_hopping_has_the_exponents_of_many_steps(table):
    rows = table[table["model"] == "hopping"].drop_duplicates("rank").sort_values("rank")
    assert rows["exponent"].to_numpy() == pytest.approx(rows["predicted_exponent"], abs=0.5)
    assert rows["exponent"].to_numpy()[:2] == pytest.approx([3, 1], abs=0.1)
    assert list(rows["predicted_exponent"]) == [3, 1, -1, -3, -5, -7, -9]


def test_exponentials_lie_on_decades(table):
    values = table[(table["model"] == "exponentials") & (table["level"] == 1)].sort_values("rank")[
        "eigenvalue"
    ]
    assert (np.diff(np.log10(values)) < -0.5).all()


def test_enumerated_eigenvalues_are_per_site_and_of_the_spins_observed_at_their_level(table):
    """Of the field: the variance of E[M | observed spins] over the 16 sites, by sums over all states."""
    states = spin_states(16).reshape(-1, 4, 4).astype(float)
    bonds = sum((states * np.roll(states, 1, axis)).sum(axis=(1, 2)) for axis in (1, 2))
    weights = np.exp(np.arcsinh(1) / 2 / 1.5 * bonds)
    rows = table[(table["model"] == "ising_enumerated") & (table["relative_temperature"] == 1.5)]
    rows = rows[rows["direction"] == "field"].set_index("level")["eigenvalue"]
    for level, spacing in ((0, 1), (2, 2)):
        seen = states[:, ::spacing, ::spacing].reshape(len(states), -1)
        labels = np.unique(seen, axis=0, return_inverse=True)[1].reshape(-1)
        weight = np.bincount(labels, weights)
        mean = np.bincount(labels, weights * states.sum(axis=(1, 2))) / weight
        assert rows[level] == pytest.approx(weight @ mean**2 / weight.sum() / 16, rel=1e-9)


def test_the_sampled_field_at_level_zero_is_the_susceptibility_per_site(table):
    """Its series in tanh K is 1 + 4 t + 12 t^2 + ...: 6.1 up to the eighth order, about 6.8 with the rest."""
    assert 5.5 < sampled(table, 1.5, "field")["eigenvalue"].iloc[0] < 8.5


@pytest.mark.parametrize("every", [1, 2])
def test_eigenvalues_of_exponentials_add_up_to_the_squares_of_what_is_observed(table, every):
    """sum_n sum_t x_n^(2 t) over t = 0, q, 2 q, ...: 1 / (1 - x_n^(2 q))."""
    rows = table[(table["model"] == "exponentials") & (table["level"] == every)]
    factors = np.exp(-np.geomspace(0.1, 2, 5))
    assert rows["eigenvalue"].sum() == pytest.approx((1 / (1 - factors ** (2 * every))).sum(), rel=1e-10)


def test_predicted_exponents_are_those_of_conformal_theory_and_what_is_relevant_stays(table):
    """2 y - 2 of y = 0 of the stress tensor and -2 of operators of dimension 4; 0 of the field and of the energy."""
    rows = table[(table["model"] == "ising_resampled") & (table["relative_temperature"] == 1)]
    found = rows.groupby(["direction", "rank"])["predicted_exponent"].agg(set).to_dict()
    assert found == {
        ("field", 1): {0.0},
        ("isotropic", 1): {0.0},
        ("isotropic", 2): {-6.0},
        ("axes", 1): {-2.0},
        ("diagonals", 1): {-2.0},
        ("chiral", 1): {-6.0},
    }


def test_a_level_halves_the_observed_spins_and_two_levels_double_the_scale(table):
    spins = table[table["model"].str.startswith("ising")].set_index("level")
    sides = spins["model"].map({"ising_resampled": 16, "ising_enumerated": 4})
    assert (spins["n_observed"] * 2**spins.index == sides**2).all()
    assert spins["scale"].to_numpy() == pytest.approx(np.sqrt(2) ** spins.index)
    steps = table[table["model"] == "hopping"]
    assert (
        steps["n_observed"] == 2 * 3 * steps["level"] + 1
    ).all()  # up to three sites per step, to both sides
    assert steps["scale"].to_numpy() == pytest.approx(np.sqrt(steps["level"]))


def test_few_observed_spins_have_as_many_resolved_directions_as_they_have_products(table):
    """Two of them: their sum and their product. On side 4 (1, 2) and (1, -2) are one pair: chiral has none at all."""
    rows = table[table["model"] == "ising_enumerated"]
    assert rows.groupby("level")["resolved"].sum().tolist() == [10, 10, 8, 4]  # of two temperatures
    assert not rows.loc[rows["direction"] == "chiral", "resolved"].any()
    assert (rows["resolved"] == (rows["eigenvalue"] > 0)).all()


def test_exponents_of_hopping_are_of_the_last_two_numbers_of_steps_and_lattices_keep_two_spins():
    settings = FisherSettings(
        side=16,
        relative_temperatures=[1.0],
        n_levels=6,
        n_replicas=16,
        n_configurations=20,
        n_resamples=4,
        n_steps=[4, 64, 16],
        n_exponentials=5,
        every=[1],
    )
    rows = exact_spectra(settings)
    assert rows.loc[rows["model"] == "ising_enumerated", "n_observed"].min() == 2
    hopping = rows[rows["model"] == "hopping"]
    assert set(hopping["last_level"]) == {64}
    stiff = hopping[hopping["rank"] == 1].set_index("level")
    slope = np.log(stiff.loc[64, "eigenvalue"] / stiff.loc[16, "eigenvalue"]) / np.log(2)  # b doubles
    assert stiff["exponent"].to_numpy() == pytest.approx(slope, rel=1e-12)
