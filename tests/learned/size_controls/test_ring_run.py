"""Training runs on the ring: their conditions, their numbers, and that a lone unit takes a place."""

import numpy as np
import pytest
from pydantic import ValidationError

from rgcore.errors import InputError
from rgcore.learned.size_controls.ring.ring_conditions import RingCondition, ring_conditions
from rgcore.learned.size_controls.ring.ring_run import ring_row
from rgcore.learned.size_controls.ring.ring_spins import draw_ring
from rgcore.learned.size_controls.schemas import RING_BLOCK_SIZE
from rgcore.learned.size_controls.settings import RingBlockSizeSettings
from rgcore.learned.size_controls.trained_weights import trained_weights
from rgcore.rbm import TrainingSettings

from ...config_values import config


def ring(**changed):
    return config()["ring_block_size"] | changed


def condition(**changed):
    return RingCondition(**next(iter(ring_conditions(ring()).values())) | changed)


def row(which):
    settings = TrainingSettings(
        units="spin", n_epochs=which.n_epochs, algorithm=which.algorithm, **ring()["training"]
    )
    return ring_row(which, settings, root_seed=3)


def test_conditions_are_the_product_of_the_lists_and_their_names_are_different():
    conditions = ring_conditions(ring())
    expected = sum(
        len(design["temperatures"])
        * len(design["n_hidden"])
        * len(design["n_samples"])
        * design["n_replicas"]
        for design in ring()["designs"].values()
    )
    assert len(conditions) == expected
    assert ring_conditions(ring(designs={"off": None})) == {}
    assert condition(design="other").identity == condition().identity
    assert condition(replica=1).of_data != condition().of_data
    assert condition(n_hidden=2).of_data == condition().of_data


def test_a_lone_unit_takes_a_place_on_the_ring_as_wide_as_the_correlation_length_allows():
    """The symmetry of the ring is broken: the field of one unit is localized, and wider for longer correlations."""
    widths = []
    for temperature in ("1.42", "0.96"):
        found = row(condition(temperature=temperature, n_hidden=1, n_samples=10_000, n_epochs=20)).iloc[0]
        assert found["localized_fraction"] == 1
        widths.append(found["fwhm"])
    assert widths[1] > 1.3 * widths[0]


def test_a_row_has_the_columns_of_the_table_and_the_exact_length():
    which = condition(temperature="0.96", n_hidden=4, n_samples=300, n_epochs=3)
    found = row(which)
    assert set(found.columns) == set(RING_BLOCK_SIZE.names)
    assert found["sites_per_unit"].item() == which.n_sites / 4
    assert found["correlation_length_exact"].item() == pytest.approx(-1 / np.log(np.tanh(1 / 0.96)))


def test_weights_halfway_are_those_of_a_run_of_half_the_epochs():
    constant = ring()["training"] | {"final_learning_rate": None}
    spins = draw_ring(500, 20, 0.8, rng=np.random.default_rng(5))

    def weights(n_epochs):
        settings = TrainingSettings(units="spin", n_epochs=n_epochs, algorithm="enumeration", **constant)
        return trained_weights(spins, 2, settings, rng=np.random.default_rng(6))

    (halfway, last), (_, shorter), (of_five, _) = weights(6), weights(3), weights(5)
    assert np.array_equal(halfway, shorter)
    assert np.array_equal(of_five, shorter)  # rounded up
    assert not np.array_equal(halfway, last)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"n_hidden": [1, 21]}, "n_hidden must be at most 20 for algorithm = enumeration, but it has 21"),
        ({"n_samples": [50]}, "n_samples must be at least training.batch_size = 250, but it has 50"),
    ],
)
def test_settings_that_cannot_be_trained_are_refused(change, sentence):
    design = ring()["designs"]["scarce"] | change
    with pytest.raises((InputError, ValidationError), match=sentence):
        RingBlockSizeSettings(**ring(designs={"scarce": design}))
