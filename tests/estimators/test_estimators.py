"""The estimators follow scikit-learn's rules, and give the numbers of the functions behind them or exact ones."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.utils.estimator_checks import parametrize_with_checks

import rgcore
from rgcore.errors import InputError
from rgcore.estimators import CrossValidatedCovariance, PCAFlow, RBMTransformer
from rgcore.exact import spin_states
from rgcore.pcarg import moment_flow

from ..pages import ROOT, blocks_of_code

PAGE = (ROOT / "docs/estimators.md").read_text("utf-8")
RBM = RBMTransformer(3, n_epochs=3, batch_size=20, random_state=1)


@pytest.mark.filterwarnings("ignore")  # of few samples, in checks that bring twenty
@parametrize_with_checks([CrossValidatedCovariance(), PCAFlow(), clone(RBM).set_params(units="gaussian")])
def test_scikit_learn_accepts_it(estimator, check):
    check(estimator)


@pytest.fixture
def samples():
    rng = np.random.default_rng(1)
    return rng.standard_t(8, size=(600, 12)) @ rng.standard_normal((12, 12)) + 3.0


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_the_flow_is_that_of_the_function_and_of_the_samples_that_are_returned(samples, scaling):
    flow = PCAFlow([1.0, 0.5, 3], dropped_top=1, scaling=scaling)
    kept = flow.fit_transform(samples)
    table = moment_flow(samples, [1.0, 0.5, 3], dropped_top=1, scaling=scaling)
    np.testing.assert_array_equal(flow.kurtosis_, table["kurtosis_median"])
    np.testing.assert_array_equal(flow.kurtosis_err_, table["kurtosis_median_err"])
    kurtosis = (kept**4).mean(axis=0) / (kept**2).mean(axis=0) ** 2
    assert flow.n_components_ == 3
    assert np.median(kurtosis) == pytest.approx(flow.kurtosis_[0], rel=1e-9)
    along = kept @ flow.components_.T
    np.testing.assert_allclose(along.var(axis=0), flow.explained_variance_, rtol=1e-9)


def test_a_cross_validated_covariance_is_nearer_to_the_truth_than_that_of_the_sample():
    rng = np.random.default_rng(2)
    true = np.diag([30.0, 10.0, *np.ones(58)])
    samples = rng.multivariate_normal(np.zeros(60), true, size=120)
    fitted = CrossValidatedCovariance().fit(samples)
    sample = np.cov(samples, rowvar=False, bias=True)
    assert np.linalg.norm(fitted.covariance_ - true) < 0.8 * np.linalg.norm(sample - true)
    assert np.trace(fitted.covariance_) == pytest.approx(np.trace(sample))
    np.testing.assert_allclose(fitted.precision_ @ fitted.covariance_, np.eye(60), atol=1e-8)
    np.testing.assert_allclose(fitted.location_, samples.mean(axis=0))


def test_its_eigenvalues_are_variances_of_blocks_along_modes_that_were_found_without_them(samples):
    """By an independent calculation, in which the nearest falling sequence is the sequence itself."""
    true = samples @ np.diag(2.0 ** np.arange(12))
    along = np.zeros(12)
    centred = true - true.mean(axis=0)
    for start in range(0, 600, 150):
        block = slice(start, start + 150)
        left = np.delete(true, np.arange(600)[block], axis=0)
        vectors = np.linalg.eigh(np.cov(left, rowvar=False))[1][:, ::-1]
        along += ((centred[block] @ vectors) ** 2).sum(axis=0) / 600
    assert (np.diff(along) < 0).all()
    np.testing.assert_allclose(CrossValidatedCovariance(n_blocks=4).fit(true).eigenvalues_, along, rtol=1e-9)


def test_a_constant_variable_has_no_variance_and_spoils_none(samples):
    fitted = CrossValidatedCovariance().fit(np.insert(samples, 5, 7.0, axis=1))
    alone = CrossValidatedCovariance().fit(samples).covariance_
    np.testing.assert_array_equal(np.delete(np.delete(fitted.covariance_, 5, 0), 5, 1), alone)
    assert not fitted.covariance_[5].any()


@pytest.mark.parametrize("units", ["binary", "spin"])
def test_probabilities_of_all_states_sum_to_one(units):
    states = spin_states(6) if units == "spin" else (spin_states(6) + 1) / 2
    fitted = clone(RBM).set_params(units=units, learning_rate=0.5).fit(np.repeat(states[:9], 30, axis=0))
    assert np.exp(fitted.score_samples(states)).sum() == pytest.approx(1.0)
    assert fitted.score(states[:9]) > fitted.score(states[9:])


def test_a_density_integrates_to_one_in_the_units_of_the_data():
    rng = np.random.default_rng(3)
    fitted = (
        clone(RBM)
        .set_params(units="gaussian")
        .fit(rng.choice([-40.0, 80.0], size=(300, 1)) + rng.normal(size=(300, 1)))
    )
    grid = np.linspace(-800.0, 800.0, 20_001)
    density = np.exp(fitted.score_samples(grid[:, None]))
    assert np.trapezoid(density, grid) == pytest.approx(1.0, rel=1e-6)


def test_hidden_means_follow_from_the_attributes():
    states = (spin_states(5) + 1) / 2
    fitted = clone(RBM).fit(states)
    inputs = states @ fitted.components_.T.astype(float) + fitted.intercept_hidden_
    np.testing.assert_allclose(fitted.transform(states), 1 / (1 + np.exp(-inputs)), rtol=1e-6)
    np.testing.assert_array_equal(fitted.components_, clone(RBM).fit(states).components_)
    assert (fitted.components_ != clone(RBM).set_params(random_state=2).fit(states).components_).any()


def test_values_of_other_units_and_settings_out_of_range_get_a_sentence():
    with pytest.raises(InputError, match="X must"):
        RBM.fit(spin_states(4))
    with pytest.raises(ValueError, match="units must be binary, spin or gaussian, got 'real'"):
        clone(RBM).set_params(units="real").fit(spin_states(4))
    with pytest.raises(InputError, match="RBMTransformer: learning_rate must"):
        clone(RBM).set_params(learning_rate=-1.0, units="spin").fit(spin_states(4))
    with pytest.raises(ValueError, match="n_blocks must be an integer from 2 on, got 1"):
        CrossValidatedCovariance(n_blocks=1).fit(spin_states(4))


def test_nothing_else_imports_scikit_learn():
    room = Path(rgcore.__file__).parent
    importing = {
        path.relative_to(room).parts[0]
        for path in room.rglob("*.py")
        if re.search(r"^ *(import|from) sklearn", path.read_text("utf-8"), re.MULTILINE)
    }
    assert importing == {"estimators"}


def test_its_absence_gets_a_sentence():
    code = (
        "from importlib import util; util.find_spec = lambda name: None\n"
        "try: import rgcore.estimators\nexcept ImportError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install ".[estimators]" in a clone' in done.stdout
    assert 'pip install ".[estimators]"` in a clone' in PAGE


def test_the_snippet_of_the_page_runs(tmp_path):
    (snippet,) = blocks_of_code(PAGE, "python")
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "n_components" in done.stdout


def test_units_that_are_changed_after_the_fit_change_no_answer():
    bits = (np.random.default_rng(1).random((40, 4)) < 0.5).astype(int)
    fitted = RBMTransformer(n_components=2, n_epochs=1, random_state=1).fit(bits)
    before = fitted.transform(bits)
    fitted.units = "spin"
    np.testing.assert_array_equal(fitted.transform(bits), before)
    with pytest.raises(ValueError, match="X must be 0 or 1"):
        fitted.transform(2 * bits - 1)


@pytest.mark.parametrize("name", ["batch_size", "learning_rate"])
@pytest.mark.parametrize("value", [None, "many"])
def test_parameters_that_are_no_numbers_are_refused(name, value):
    with pytest.raises(ValueError, match=f"{name} must be a number"):
        RBMTransformer(n_components=2, **{name: value}).fit(np.eye(4))


@pytest.mark.parametrize(
    ("value", "words"), [(0, "from 1 to"), (2.5, "a whole number"), ("3", "a whole number")]
)
def test_a_number_of_components_is_refused_by_its_own_name(value, words):
    with pytest.raises(ValueError, match=f"^n_components must be {words}"):
        RBMTransformer(n_components=value).fit(np.eye(4))
