"""Every control has the fields that it promises, and points of the study share its configurations."""

import numpy as np
import pytest

from rgcore.cards import load_cards
from rgcore.errors import InputError
from rgcore.ising.copies.two_point_function import connected_length, second_moment_length, two_point_function
from rgcore.lattice.square import lattice_images
from rgcore.learned.block_study.blobs import blobs_of_layer
from rgcore.learned.block_study.conditions import study_conditions
from rgcore.learned.block_study.study_data import study_data
from rgcore.learned.field_size import measure_field
from rgcore.learned.size_controls.control_card import ControlCase
from rgcore.learned.size_controls.control_points import ControlPoint, control_points
from rgcore.learned.size_controls.control_sizes import control_case, control_rows, sizes_of_fields
from rgcore.learned.size_controls.schemas import CONTROL_SIZES
from rgcore.rbm import TrainingSettings
from rgcore.rbm.networks.bond_network import bond_weight

from ...config_values import config, sampling_settings

CARDS = load_cards("rgcore.learned.size_controls.controls")
SIDE = 12
DESIGN = {
    "sources": ["ising", "shuffled"],
    "sharing": ["none", "translations"],
    "sides": [SIDE],
    "temperatures": ["2.6", "3.4"],
    "n_hidden": [9, 16],
    "l1": [0.001],
    "fields": ["zero"],
    "algorithms": ["persistent_contrastive_divergence"],
    "n_epochs": 8,
    "n_replicas": 2,
}
SETTINGS = {"designs": ["one"], "n_trained_temperatures": 1, "n_iterations": 30}


def point(*, trains=True, **changed):
    first = next(iter(control_points(SETTINGS, {"one": DESIGN}).values()))
    return ControlPoint.of({"condition": first["condition"] | changed, "trains": trains})


def training_of(place):
    return TrainingSettings(
        units="spin", **config()["block_size_study"]["training"] | place.condition.training
    )


@pytest.fixture(scope="module")
def case():
    place = point()
    return control_case(
        place, (500, 50), sampling_settings(), training_of(place), n_iterations=30, root_seed=5
    )


def fields_of(name, case):
    return CARDS[name].fields(case, rng=np.random.default_rng(3))


@pytest.mark.parametrize("name", CARDS)
def test_every_control_has_fields_on_the_lattice(name, case):
    before = case.spins.copy()
    fields = fields_of(name, case)
    assert fields.shape[0] == SIDE**2
    assert np.isfinite(fields).all()
    assert np.array_equal(case.spins, before)


def test_points_are_the_product_of_the_lists_of_their_design_and_share_its_configurations():
    points = control_points(SETTINGS, {"one": DESIGN, "off": None})
    assert len(points) == 2 * 2 * 2
    assert {values["condition"]["temperature"] for values in points.values() if values["trains"]} == {"2.6"}
    place = point(replica=1, n_hidden=16)
    condition = study_conditions({"one": DESIGN})
    assert place.condition.name in condition
    case = control_case(
        place, (100, 20), sampling_settings(), training_of(place), n_iterations=1, root_seed=5
    )
    study = study_data(place.condition, 100, 20, sampling_settings(), root_seed=5)
    np.testing.assert_array_equal(case.spins.reshape(100, -1), study.training)


def test_networks_of_several_algorithms_and_starts_have_one_point():
    ways = DESIGN | {
        "algorithms": ["persistent_contrastive_divergence", "contrastive_divergence"],
        "starts": ["random", "invariant"],
    }
    found = control_points(SETTINGS, {"one": ways})
    assert len(found) == len(control_points(SETTINGS, {"one": DESIGN}))
    assert {values["condition"]["start"] for values in found.values()} == {"random"}
    assert {values["condition"]["algorithm"] for values in found.values()} == {DESIGN["algorithms"][0]}


def test_rows_of_the_covariance_are_those_of_their_sites(case):
    fields = fields_of("covariance_rows", case)
    expected = np.cov(case.samples.T, bias=True)
    sites = [np.flatnonzero(np.isclose(expected, column[:, None]).all(axis=0)) for column in fields.T]
    assert [len(found) for found in sites] == [1] * case.n_hidden
    assert np.diff(np.concatenate(sites)).min() == SIDE**2 // case.n_hidden


def test_principal_components_diagonalize_the_covariance(case):
    covariance = np.cov(case.samples.T, bias=True)
    every, leading = fields_of("principal_components", case), fields_of("leading_components", case)
    assert every.shape == (SIDE**2, SIDE**2)
    diagonal = every.T @ covariance @ every
    np.testing.assert_allclose(diagonal, np.diag(np.diag(diagonal)), atol=1e-8)
    np.testing.assert_allclose(np.diag(diagonal), np.linalg.eigvalsh(covariance)[::-1], atol=1e-8)
    np.testing.assert_array_equal(leading, every[:, : case.n_hidden])


def test_a_bond_is_two_spins_at_every_temperature_and_its_weight_follows_the_coupling():
    for temperature in (1.5, 2.6, 4.0):
        made = ControlCase(
            spins=np.ones((2, SIDE, SIDE), np.int8),
            temperature=temperature,
            n_hidden=9,
            training=training_of(point()),
            components=None,
        )
        fields = fields_of("bond_network", made)
        assert ((fields != 0).sum(axis=0) == 2).all()
        assert np.unique(fields[fields != 0]) == pytest.approx([bond_weight(1 / temperature)])
        rows, columns = (
            np.abs(np.diff(np.argwhere(f.reshape(SIDE, SIDE)), axis=0))[0]
            for f in (fields.T[1], fields.T[SIDE])
        )
        assert (rows.tolist(), columns.tolist()) == ([0, 1], [1, 0])
        assert sizes_of_fields(fields)["fwhm"] == pytest.approx(1.62, abs=0.01)


@pytest.mark.parametrize(("block_side", "width"), [(2, 2.47), (3, 3.3), (4, 4.5)])
def test_ideal_blocks_are_one_square_of_their_side(block_side, width, case):
    image = fields_of(f"block_{block_side}x{block_side}", case).reshape(SIDE, SIDE)
    rows, columns = np.nonzero(image)
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1, len(rows)) == (block_side, block_side, block_side**2)
    assert measure_field(image)["fwhm"] == pytest.approx(width, abs=0.2)


def test_a_block_larger_than_the_lattice_is_refused(case):
    small = ControlCase(
        spins=case.spins[:, :3, :3], temperature=2.0, n_hidden=4, training=case.training, components=None
    )
    with pytest.raises(InputError, match="a block of side 4 must fit on the lattice, whose side is 3"):
        fields_of("block_4x4", small)


def test_networks_of_shuffled_spins_learn_no_correlation(case):
    """Neighbouring weights are alike in a network of Ising spins, and not in this one."""
    untrained, shuffled = fields_of("untrained_network", case), fields_of("shuffled_network", case)
    for fields in (untrained, shuffled):
        images = lattice_images(np.asarray(fields, dtype=float))
        alike = (images * np.roll(images, 1, axis=1)).sum() / (images**2).sum()
        assert abs(alike) < 5 / np.sqrt(images.size)
    assert untrained.std() == pytest.approx(case.training.weight_scale, rel=0.05)
    assert shuffled.shape == untrained.shape


def test_sizes_are_those_that_the_study_takes_of_its_networks():
    rng = np.random.default_rng(4)
    image = np.zeros((SIDE, SIDE))
    image[:2, :2] = 1
    fields = np.column_stack([np.roll(image, (r, 2), (0, 1)).reshape(-1) for r in range(5)])
    fields = np.column_stack(
        [fields + 1e-3 * rng.standard_normal(fields.shape), rng.standard_normal((SIDE**2, 3))]
    )
    ours, studied = sizes_of_fields(fields), blobs_of_layer(fields)
    for name in ("fwhm", "participation_ratio", "localized_fraction"):
        assert ours[name] == pytest.approx(studied[name]), name
    assert ours["n_fields"] == 8


def test_rows_of_a_point_have_the_columns_of_their_table(case):
    table = control_rows(point(trains=False), case, root_seed=5)
    assert set(table.columns) == set(CONTROL_SIZES.names)
    assert set(table["control"]) == {name for name, card in CARDS.items() if not card.trains}
    again = control_rows(point(trains=False), case, root_seed=5)
    assert table.equals(again)


def test_more_hidden_units_than_sites_have_as_many_components_as_sites():
    place = point(n_hidden=150)
    case = control_case(
        place, (500, 50), sampling_settings(), training_of(place), n_iterations=1, root_seed=5
    )
    assert case.components.patterns.shape == (SIDE**2, SIDE**2)


def test_rows_have_both_lengths_of_their_configurations_and_the_convergence_of_components(case):
    table = control_rows(point(trains=False), case, root_seed=5).set_index("control")
    two_point = two_point_function(case.spins)
    assert set(table["correlation_length"]) == {second_moment_length(two_point)}
    assert set(table["correlation_length_connected"]) == {connected_length(two_point)}
    assert second_moment_length(two_point) != connected_length(two_point)
    by_components = {name for name, card in CARDS.items() if card.of_components}
    assert set(table.index[table["converged"].notna()]) == by_components


def test_the_width_of_all_fields_counts_those_that_are_not_localized():
    image = np.zeros((SIDE, SIDE))
    image[:2, :2] = 1
    narrow = image.reshape(-1)
    rows = np.minimum(np.arange(SIDE), SIDE - np.arange(SIDE))
    wide = np.exp(-(rows[:, None] ** 2 + rows**2) / 40.0).reshape(-1)
    found = sizes_of_fields(np.column_stack([narrow, wide, wide]))
    assert found["localized_fraction"] == pytest.approx(1 / 3)
    assert found["fwhm_of_all"] == pytest.approx(measure_field(wide.reshape(SIDE, SIDE))["fwhm"])
    assert found["fwhm"] == pytest.approx(measure_field(image)["fwhm"])
    assert found["fwhm"] < found["fwhm_of_all"] - 2
