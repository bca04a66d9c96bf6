"""Known answers are recovered, wrong ones are not, and every case is on its own."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ground_truth.case_comparison import compare_case
from rgcore.ground_truth.cases import known_cases
from rgcore.ground_truth.drawn_samples import draw_fields
from rgcore.ground_truth.measured_and_expected import Comparison
from rgcore.ground_truth.schemas import PCA_GROUND_TRUTH
from rgcore.ground_truth.settings import FieldCase, SpinCase, case_of
from rgcore.ising import energy
from rgcore.rng import stream

KEPT = [1.0, 0.5, 0.25]


def rng_of(case):
    return stream(14103831, purpose="test", case=case.name)


def field(**attributes):
    """A case with Fourier modes and 20,000 samples, if nothing else is asked for."""
    return FieldCase(**({"u": 0.0, "eigenvectors": "fourier", "n_samples": 20_000} | attributes))


def rows_of(table, quantity, source):
    return table[(table["quantity"] == quantity) & (table["expected_from"] == source)]


@pytest.fixture(scope="module")
def weak():
    case = field(dimension=1, side=32, mass=0.4, u=0.2, n_samples=40_000)
    return compare_case(case, KEPT, rng=rng_of(case))


@pytest.fixture(scope="module")
def free():
    case = field(dimension=2, side=6, mass=0.2)
    return compare_case(case, KEPT, rng=rng_of(case))


@pytest.mark.parametrize(
    ("quantity", "source"),
    [
        ("kurtosis", "transfer matrix"),
        ("kurtosis", "second order"),
        ("vertex", "second order"),
        ("coupling", "recursion"),
        ("collective_vertex", "second order"),
        ("flow_coupling", "recursion"),
        ("subspace_weight", "sampling noise"),
    ],
)
def test_a_weak_field_is_what_is_expected(weak, quantity, source):
    rows = rows_of(weak, quantity, source)
    assert len(rows)
    assert rows["agrees"].all(), rows


def test_sizes_are_those_of_the_samples(weak, free):
    found = [
        table[["n_samples", "n_variables", "side"]].drop_duplicates().to_numpy().tolist()
        for table in (weak, free)
    ]
    assert found == [[[40_000, 32, 32]], [[20_000, 36, 6]]]


def test_a_weak_field_is_not_what_is_wrong(weak):
    """The found vectors have to do with the true ones, and twice the coupling is not there."""
    assert not rows_of(weak, "subspace_weight", "no relation")["agrees"].any()
    resolved = rows_of(weak, "vertex", "second order")
    assert (np.abs(resolved["measured"] - 2 * resolved["expected"]) > 4 * resolved["measured_err"]).any()


@pytest.mark.parametrize(
    ("quantity", "source"),
    [("kurtosis", "gaussian"), ("alpha", "sampling noise"), ("subspace_weight", "sampling noise")],
)
def test_a_free_field_is_what_is_expected(free, quantity, source):
    rows = rows_of(free, quantity, source)
    assert len(rows)
    assert rows["agrees"].all(), rows


def test_a_strong_field_has_no_coupling_that_the_formula_finds():
    case = field(dimension=1, side=32, mass=0.4, u=4.0, n_samples=4000)
    table = compare_case(case, KEPT, rng=rng_of(case))
    assert not rows_of(table, "coupling", "bare")["agrees"].any()
    assert table["loop_strength"].iloc[0] > 2
    assert rows_of(table, "kurtosis", "transfer matrix")[
        "agrees"
    ].all()  # the data are right, the reading is not


@pytest.mark.repetitions
def test_the_softest_mode_of_spins_has_the_kurtosis_of_the_enumerated_magnetization():
    case = SpinCase(side=4, temperature=3.0, n_samples=20_000)
    table = compare_case(case, KEPT, rng=rng_of(case))
    spins = 1 - 2 * ((np.arange(2**16)[:, None] >> np.arange(16)) & 1).astype(np.int8)
    energies, total = energy(spins.reshape(-1, 4, 4)), spins.sum(axis=1, dtype=np.float64)
    weight = np.exp(-(energies - energies.min()) / 3.0)
    exact = (weight @ total**4) * weight.sum() / (weight @ total**2) ** 2
    row = rows_of(table, "kurtosis", "gaussian").query("n_kept == 1").iloc[0]
    assert abs(row["measured"] - exact) < 4 * row["measured_err"]
    assert rows_of(table, "kurtosis", "gaussian").query("n_kept == 16")["measured"].iloc[0] == pytest.approx(
        1, abs=1e-3
    )


def test_a_rotated_field_has_the_eigenvalues_of_the_lattice_and_no_lattice():
    case = field(dimension=1, side=16, mass=0.5, u=0.3, eigenvectors="haar", n_samples=400)
    _, truth = draw_fields(case, rng=rng_of(case))
    matrix = np.linalg.inv(truth.covariance) - np.diag(0.15 * np.diag(truth.covariance))
    assert np.allclose(np.linalg.eigvalsh(matrix), truth.stiffness + truth.r, atol=1e-8)
    assert not np.allclose(np.diag(matrix), matrix[0, 0], rtol=0.02)


@pytest.mark.parametrize(
    "case",
    [
        field(dimension=1, side=8, mass=0.5, u=0.0, n_samples=400),
        field(dimension=1, side=8, mass=0.5, u=0.2, n_samples=400),
        field(dimension=1, side=8, mass=0.5, u=0.2, eigenvectors="haar", n_samples=400),
        SpinCase(side=4, temperature=5.0, n_samples=400),
    ],
    ids=lambda case: case.kind,
)
def test_the_columns_of_a_case_are_those_of_the_table(case):
    table = compare_case(case, KEPT, rng=rng_of(case))
    assert set(table.columns) == set(PCA_GROUND_TRUTH.names)
    assert not table.duplicated(list(PCA_GROUND_TRUTH.keys)).any()
    assert set(table["kind"]) == {case.kind}
    assert set(table["case"]) == {case.name}


def test_a_deviation_counts_both_errors_and_needs_one():
    near = Comparison(
        quantity="x",
        n_kept=1,
        expected_from="y",
        measured=2.0,
        measured_err=0.3,
        expected=1.0,
        expected_err=0.4,
    )
    assert near.deviation == pytest.approx(2)
    assert near.row()["agrees"]
    assert replace(near, measured=2.45).row()["agrees"]  # 2.9 standard errors
    assert not replace(near, measured=2.55).row()["agrees"]
    exact = Comparison(
        quantity="x", n_kept=1, expected_from="y", measured=2.0, measured_err=0.0, expected=1.0
    )
    assert np.isnan(exact.deviation)
    assert not exact.row()["agrees"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"mass": 0.0},
        {"dimension": 5},
        {"u": -1.0},
        {"eigenvectors": "haar"},
        {"eigenvectors": "random"},
        {"n_samples": 8},
    ],
)
def test_impossible_cases_are_refused(wrong):
    with pytest.raises(InputError):
        field(**{"dimension": 1, "side": 8, "mass": 0.5, "u": 0.0, **wrong})


FIELDS = {
    "dimension": 1,
    "side": 8,
    "mass": 0.5,
    "couplings": [0.1, 0.2],
    "eigenvectors": "haar",
    "n_samples": 400,
}
SPINS = {"side": 4, "temperatures": [2.5, 3], "n_samples": 400}


def test_a_config_block_gives_a_case_per_coupling_and_per_temperature():
    cases = known_cases([FIELDS, {**FIELDS, "eigenvectors": "fourier", "couplings": [0, 0.1]}], SPINS)
    assert list(cases) == [
        "rotated_d1_side8_u0.1",
        "rotated_d1_side8_u0.2",
        "free_d1_side8",
        "phi4_d1_side8_u0.1",
        "ising_side4_T2.5",
        "ising_side4_T3",
    ]
    assert [case_of(values).kind for values in cases.values()] == [
        *["rotated"] * 2,
        "free",
        "phi4",
        *["ising"] * 2,
    ]


def test_two_cases_of_one_name_are_refused():
    with pytest.raises(InputError, match=r"rotated_d1_side8_u0\.1 occurs twice"):
        known_cases([FIELDS, {**FIELDS, "mass": 0.6}], SPINS)
