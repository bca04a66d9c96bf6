"""A transformation of the user: what its functions may return, and one sentence on every mistake."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.vrg import transformations
from rgcore.vrg.examples.chosen_cards import chosen_cards
from rgcore.vrg.named_transformation import named_transformation
from rgcore.vrg.operators.dense_transformation import stacked
from rgcore.vrg.settings import VrgSettings
from rgcore.vrg.small_models.hidden_spins import HiddenSpins, on_ring
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.trace_condition import trace_condition_error
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

from .one_example import example

MODEL = SmallModel(lattice="ring", size=6, coupling=0.4)
UNIFORM = np.full((64, 8), -3 * np.log(2))
CARD = TransformationCard(
    sentence="draws hidden spins at random",
    lattice="ring",
    sizes=(6,),
    hidden=lambda size: on_ring(size, 2),
    operator=lambda model: UNIFORM,
)


def changed(entry, value):
    values = UNIFORM.copy()
    values[entry] = value
    return values


def named(**parts):
    return named_transformation("mine", replace(CARD, **parts), MODEL, None)


def test_an_array_of_logarithms_is_enough():
    found = named().transformation
    assert (found.n_visible, found.n_hidden) == (6, 3)
    assert trace_condition_error(found) < 1e-14


MISTAKES = {
    "too few rows": (
        UNIFORM[:32],
        r"array of shape \(64, 8\), all states of 6 visible spins .* got \(32, 8\)",
    ),
    "turned": (UNIFORM.T, r"must return an array of shape \(64, 8\).* got \(8, 64\)"),
    "no array": ([[0.0]], "as an array of real numbers or as a Transformation, got list"),
    "none": (None, "or as a Transformation, got NoneType"),
    "complex": (UNIFORM + 0j, "got one of complex128"),
    "not a number": (changed((5, 3), np.nan), r"its logarithm is nan at v = ---\+-\+, h = -\+\+"),
    "infinite": (changed((5, 3), np.inf), r"and finite, but its logarithm is inf at v = ---\+-\+, h = -\+\+"),
    "zero for a v": (changed((9, slice(None)), -np.inf), r"its logarithm is -inf at v = --\+--\+"),
    "zero for an h": (
        changed((slice(None), 6), -np.inf) + np.log(8 / 7),
        r"no visible state leads to h = \+\+-",
    ),
    "not normalised": (
        changed((5, 3), 0.0),
        r"sum_h exp T\(v, h\) = 1 for every v, but it is 1.875 at v = ---\+-\+: subtract its logarithm from T",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_an_operator_may_not_return_is_one_sentence_with_its_name(mistake):
    values, reason = MISTAKES[mistake]
    with pytest.raises(InputError, match=reason) as caught:
        named(operator=lambda model: values)
    assert "transformation mine" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_trace_that_is_not_claimed_is_measured():
    found = named(operator=lambda model: changed((5, 3), 0.0), normalized=False)
    assert trace_condition_error(found.transformation) == pytest.approx(0.875)


def raising(model):
    raise ZeroDivisionError("float division\nby zero")


def test_an_error_in_the_code_of_the_user_is_one_sentence_with_its_line():
    place = r"\(line \d+ of test_users_transformations.py\)"
    with pytest.raises(
        InputError, match=rf"operator .* raised ZeroDivisionError: float division\\nby zero {place}"
    ):
        named(operator=raising)
    with pytest.raises(InputError, match="transformation mine must have a function choose that returns"):
        named(choose=lambda model, drawn: raising(model))
    with pytest.raises(InputError, match="transformation mine: size must be a multiple of the spacing 4"):
        named(hidden=lambda size: on_ring(size, 4))


def test_a_transformation_of_other_sizes_is_refused():
    other = Transformation(hamiltonian=np.zeros(64), log_trace=np.zeros(64), inputs=np.zeros((64, 2)))
    with pytest.raises(
        InputError, match=r"6 visible and 3 hidden spins, as its card declares .* returned one of 6 and 2"
    ):
        named(operator=lambda model: other)


def test_inputs_that_are_not_numbers_are_refused_with_their_state():
    inputs = np.zeros((64, 3))
    inputs[9, 1] = np.nan
    wrong = Transformation(hamiltonian=MODEL.hamiltonian, log_trace=np.zeros(64), inputs=inputs)
    with pytest.raises(InputError, match=r"at v = --\+--\+, or an input there is not a number"):
        named(operator=lambda model: wrong)


def test_cards_that_are_none_are_refused():
    with pytest.raises(InputError, match="CARD of transformation mine must be of type TransformationCard"):
        named_transformation("mine", {"lattice": "ring"}, MODEL, None)
    with pytest.raises(InputError, match="hidden of transformation mine must be of type HiddenSpins"):
        named(hidden=lambda size: 3)
    with pytest.raises(
        InputError, match=r"transformations\[1\] must be one of bond_moving, .*, got 'decimate'"
    ):
        chosen_cards(["decimation", "decimate"], {})
    with pytest.raises(InputError, match="one name or more, each once"):
        chosen_cards(["decimation", "decimation"], {})


def test_a_file_with_a_mistake_is_one_sentence_in_a_run_and_in_the_check_of_its_config(tmp_path, monkeypatch):
    monkeypatch.setattr(transformations, "__path__", [*transformations.__path__, str(tmp_path)])
    (tmp_path / "half.py").write_text("CARD = (\n")
    (tmp_path / "cardless.py").write_text("card = 1\n")
    mistakes = {
        "half": r"rgcore/vrg/transformations/half.py .* raised SyntaxError: .*, line 1",
        "cardless": "rgcore/vrg/transformations/cardless.py must assign CARD",
    }
    for name, reason in mistakes.items():
        with pytest.raises(InputError, match=reason):
            chosen_cards([name], {})
        with pytest.raises(InputError, match=reason) as caught:
            VrgSettings(couplings=[0.4], transformations=["decimation", name], networks={})
        assert "\n" not in str(caught.value)


def test_models_that_are_too_large_are_refused_with_their_memory():
    with pytest.raises(InputError, match=r"a torus of size 5 must have at most 20 spins .* got 25.* 6.71 GB"):
        SmallModel(lattice="torus", size=5, coupling=0.4)
    with pytest.raises(InputError, match="lattice must be one of ring, torus"):
        SmallModel(lattice="cube", size=3, coupling=0.4)
    places = np.arange(24.0)[:, None]
    many = HiddenSpins(positions=places, period=24, neighbours=np.empty((0, 2), int))
    with pytest.raises(InputError, match="hidden layer of transformation mine must have at most 20 spins"):
        named(hidden=lambda size: many)
    large = SmallModel(lattice="ring", size=18, coupling=0.4)
    wide = replace(CARD, sizes=(18,), hidden=lambda size: on_ring(size, 2))
    with pytest.raises(
        InputError, match=r"T\(v, h\) of transformation mine must have at most 26 spins .* 1.07 GB"
    ):
        named_transformation("mine", wide, large, None)


def test_a_stack_that_is_too_large_is_refused():
    rbm = example("torus_bond_rbm", 0.4).transformation
    wide = Transformation(hamiltonian=np.zeros(2**18), log_trace=np.zeros(2**18), inputs=np.zeros((2**18, 9)))
    with pytest.raises(InputError, match="a stack of transformations must have at most 26 spins"):
        stacked(rbm, wide)
