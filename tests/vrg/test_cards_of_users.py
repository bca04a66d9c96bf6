"""What a card of the user declares, and what its functions return beside the operator: one sentence on each mistake."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.vrg.criteria.grades import grades
from rgcore.vrg.named_transformation import named_transformation
from rgcore.vrg.operators.checked_card import checked_card, draws
from rgcore.vrg.small_models.hidden_spins import HiddenSpins, on_ring
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

MODEL = SmallModel(lattice="ring", size=6, coupling=0.4)
SUMS = MODEL.states.reshape(64, 3, 2).sum(axis=2, dtype=float)
COLUMNS = np.array([[(number >> place & 1) * 2 - 1 for place in (2, 1, 0)] for number in range(8)])


def soft(model, strength):
    """Return T = p sum of h_j (v_2j + v_2j+1) as an array; it obeys the trace condition at p = 0.5 alone."""
    return strength * SUMS @ COLUMNS.T - np.log(2 * np.cosh(0.5 * SUMS)).sum(axis=1)[:, None]


def slope(model, strength):
    return {"strength": (SUMS * np.tanh(strength * SUMS)).sum(axis=1)}


CARD = TransformationCard(
    sentence="lets a spin follow two of a ring",
    lattice="ring",
    sizes=(6,),
    hidden=lambda size: on_ring(size, 2),
    operator=soft,
    normalized=False,
    choose=lambda model, drawn: {"strength": 0.3},
    trace_gradient=slope,
    family="strengths p",
    bound="lower_bound",
)


def named(**parts):
    return named_transformation("mine", replace(CARD, **parts), MODEL, None)


def judged(**parts):
    return grades(named(**parts))


def test_a_card_that_returns_an_array_is_graded_within_its_family():
    found = judged()
    assert found["bound"] == "lower_bound"
    assert 0.05 < found["bound_gap"] < 1
    best = judged(choose=lambda model, drawn: {"strength": 0.5})
    assert best["bound_gap"] == pytest.approx(0, abs=1e-8)
    assert best["bound_gain"] == pytest.approx(1, abs=1e-8)


def raising(*arguments, **named):
    raise ZeroDivisionError("by zero")


def of_pairs(*pairs):
    places = np.arange(0.0, 6, 2)[:, None]
    return lambda size: HiddenSpins(positions=places, period=size, neighbours=np.array(pairs))


def of_other_model(hamiltonian):
    inputs = np.zeros((64, 3))
    return lambda model, strength: Transformation(
        hamiltonian=hamiltonian, log_trace=np.zeros(64), inputs=inputs
    )


OTHER = SmallModel(lattice="ring", size=6, coupling=-0.4).hamiltonian
MISTAKES = {
    "choose list": ({"choose": lambda model, drawn: [0.3]}, "choose of .* must be a mapping.* got list"),
    "choose none": ({"choose": lambda model, drawn: None}, "choose of .* must be a mapping.* got None"),
    "choose text": ({"choose": lambda model, drawn: {"strength": "0.3"}}, "'strength' of choose .* number"),
    "choose nan": ({"choose": lambda model, drawn: {"strength": np.nan}}, "'strength' of choose .* finite"),
    "choose key": ({"choose": lambda model, drawn: {1: 0.3}}, "names as keys, got 1"),
    "exact text": ({"coupling_exact": lambda coupling: "tanh"}, "coupling_exact of .* must be a .*number"),
    "sizes number": ({"sizes": 6}, "sizes of transformation mine must be a sequence"),
    "no size": ({"sizes": ()}, "sizes of transformation mine must hold at least one"),
    "size twice": ({"sizes": (6, 6)}, r"one or more, each once, got \(6, 6\)"),
    "half a size": ({"sizes": (6.5,)}, "transformation mine: size must be a whole number"),
    "large size": ({"sizes": (6, 25)}, "transformation mine: a ring of size 25 must have at most 20 spins"),
    "lattice": ({"lattice": "cube"}, "lattice of transformation mine must be one of ring, torus, got 'cube'"),
    "bound": ({"bound": "lower_bond"}, "bound of transformation mine must be one of .*lower_bound.*, got"),
    "no slopes": ({"trace_gradient": None}, "mine must have a function trace_gradient"),
    "nothing to choose": (
        {"choose": lambda model, drawn: {}, "operator": lambda model: soft(model, 0.3)},
        "choose of transformation mine must return parameters, because its card states the bound",
    ),
    "flow": ({"flow": "finite_latice"}, "flow of transformation mine must be one of .* got 'finite_latice'"),
    "flow elsewhere": ({"flow": "finite_lattice"}, "must be one of the chain lattice, .* of the square"),
    "wide raises": ({"wide_couplings": raising}, "function wide_couplings that returns, but it raised Zero"),
    "wide one": (
        {"wide_couplings": lambda coupling, strength: np.zeros(8)},
        "wide_couplings of transformation mine must return -H_RG",
    ),
    "wide short": (
        {"wide_couplings": lambda coupling, strength: (np.zeros(4), on_ring(6, 2))},
        r"the first of wide_couplings of transformation mine must have shape \(8,\)",
    ),
    "slopes raise": ({"trace_gradient": raising}, "function trace_gradient that returns, but it raised Zero"),
    "slopes of another": (
        {"trace_gradient": lambda model, strength: {"force": np.zeros(64)}},
        "must return the derivatives by strength, got those by force",
    ),
    "short slopes": (
        {"trace_gradient": lambda model, strength: {"strength": np.zeros(8)}},
        r"'strength' of trace_gradient of transformation mine must have shape \(64,\)",
    ),
    "own neighbour": ({"hidden": of_pairs([0, 0])}, r"two of the hidden spins 0 to 2, got \[0, 0\]"),
    "far neighbour": ({"hidden": of_pairs([0, 1], [0, 7])}, r"hidden spins 0 to 2, got \[0, 7\]"),
    "pair twice": ({"hidden": of_pairs([0, 1], [1, 0])}, "must have each pair once"),
    "no pairs": ({"hidden": of_pairs([0.0, 1.0])}, r"pairs of numbers of hidden spins, .* got float64"),
    "no hidden spin": (
        {"hidden": lambda size: HiddenSpins(positions=np.empty((0, 1)), period=6, neighbours=[])},
        "transformation mine: positions of hidden spins must have shape",
    ),
    "another K": ({"operator": of_other_model(OTHER)}, r"the Hamiltonian of its model, .* H\(v\) = 2.4 at v"),
    "no Hamiltonian": (
        {"operator": of_other_model(np.full(64, np.nan))},
        r"the Hamiltonian of its model, .* H\(v\) = nan at v = ------",
    ),
    "large": ({"operator": lambda model, strength: np.full((64, 8), 1e5)}, "at most 700, .* 100002 at v"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_card_is_one_sentence_with_its_name(mistake):
    parts, reason = MISTAKES[mistake]
    with pytest.raises(InputError, match=reason) as caught:
        judged(**parts)
    assert "transformation mine" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("draw", [raising, lambda size: None], ids=["raises", "takes no rng"])
def test_a_draw_that_fails_is_one_sentence_with_its_name(draw):
    with pytest.raises(InputError, match="transformation mine must have a function draw that returns, but"):
        draws({"mine": replace(CARD, draw=draw)}, rng=np.random.default_rng(1))


def test_parameters_may_have_any_name():
    found = named(
        choose=lambda model, drawn: {"name": 0.3, "what": 0.0},
        operator=lambda model, name, what: soft(model, name),
        bound="",
    )
    assert found.parameters == {"name": 0.3, "what": 0.0}


def test_a_card_without_mistakes_is_returned():
    assert checked_card("mine", CARD) is CARD


def test_a_small_deviation_from_one_is_printed():
    values = np.full((64, 8), -3 * np.log(2)).astype(np.float32).astype(float) + 2e-8
    with pytest.raises(InputError, match=r"but it is 1 \+[0-9.]+e-8 at v"):
        named(operator=lambda model, strength: values, normalized=True)
