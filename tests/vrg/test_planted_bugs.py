"""Bugs planted in the formulas of the variational RG, each of which a check must find that the right code passes."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, kl_divergence, spin_expansion, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.ising import torus_log_partition
from rgcore.lattice import square_bonds
from rgcore.rbm.networks.restricted import RBM, energy
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.small_models.hidden_spins import on_torus
from rgcore.vrg.transformation import Transformation

from ..planted import planted

RNG = np.random.default_rng(4)
HAMILTONIAN = pair_hamiltonian(ring_bonds(4), 4, 0.6) - 0.3 * spin_states(4).sum(axis=1)  # with a field
BOLTZMANN = boltzmann_distribution(-HAMILTONIAN)
TRACE = RNG.standard_normal(16)
PRODUCT = Transformation(hamiltonian=HAMILTONIAN, log_trace=TRACE, inputs=RNG.standard_normal((16, 3)))
DENSE = DenseTransformation(hamiltonian=HAMILTONIAN, log_operator=RNG.standard_normal((16, 8)))


def close(found, expected, within=1e-10):
    np.testing.assert_allclose(found, expected, rtol=0, atol=within)


def walsh_transform(module):
    values = RNG.standard_normal(8)
    states = spin_states(3).astype(float)
    members = (np.arange(8)[:, None] >> np.arange(2, -1, -1)) & 1
    products = np.where(members[:, None, :], states, 1).prod(axis=2)  # (product, state)
    close(module.spin_expansion(values), products @ values / 8)


def walsh_kernel(module):
    values = RNG.standard_normal(8)
    transformed = values.copy()
    module.walsh_hadamard(transformed)
    close(transformed / 8, spin_expansion(values))


def coupling_classes(module):
    classes = np.array([[0, 1, 2, 1], [1, 0, 1, 2], [2, 1, 0, 1], [1, 2, 1, 0]])
    coefficients = 1.0 + np.arange(16)
    number, total, squares, largest = module.sums_by_class(coefficients, classes, 3)
    expected = np.zeros((3, 5, 3))
    for product, value in enumerate(coefficients):
        spins = [i for i in range(4) if product >> (3 - i) & 1]
        reach = max((classes[i, j] for i in spins for j in spins), default=0)
        expected[0, len(spins), reach] += 1
        expected[1, len(spins), reach] += value
        expected[2, len(spins), reach] += value**2
    for found, wanted in zip((number, total, squares), expected, strict=True):
        close(found, wanted)
    assert largest.max() == 16


def short_list(module):
    """On a 4 x 4 lattice: nearest, diagonal and far pairs, and the product of a square."""
    spins = spin_states(16).astype(float)
    near, diagonal, far = (spins[:, 0] * spins[:, other] for other in (1, 5, 2))
    square = spins[:, [0, 1, 4, 5]].prod(axis=1)
    log_weights = 0.4 * near + 0.2 * diagonal + 0.1 * square + 0.3 * far + 0.7 * spins[:, 3]
    share = 0.3**2 / (0.4**2 + 0.2**2 + 0.1**2 + 0.3**2)
    close(module.long_range_share(log_weights, on_torus(4, 1)), share)


def largest_violation(module):
    close(module.trace_condition_error(PRODUCT), max(abs(np.exp(t) - 1) for t in TRACE))
    close(module.trace_error_per_spin(PRODUCT), max(abs(t) for t in TRACE) / 4)


def free_energy_and_divergences(module):
    weights = np.exp(DENSE.log_operator - HAMILTONIAN[:, None])
    model = weights.sum(axis=1) / weights.sum()
    close(module.free_energy_difference(DENSE), np.log(np.exp(-HAMILTONIAN).sum() / weights.sum()))
    close(module.model_divergence(DENSE), kl_divergence(BOLTZMANN, model))
    close(module.reverse_model_divergence(DENSE), kl_divergence(model, BOLTZMANN))


def operator_of_an_rbm(module):
    rbm = RBM(
        weights=RNG.standard_normal((4, 2)),
        visible_bias=RNG.standard_normal(4),
        hidden_bias=RNG.standard_normal(2),
        units="spin",
    )
    pairs = [(v, h) for v in spin_states(4).astype(float) for h in spin_states(2).astype(float)]
    minus_energy = -energy(rbm, *map(np.array, zip(*pairs, strict=True))).reshape(16, 4)
    found = module.rbm_transformation(rbm, HAMILTONIAN, 0.3)
    close(found.log_rows(slice(None)), 0.3 + minus_energy + HAMILTONIAN[:, None])
    derivative, parameters = RNG.standard_normal(16), module.rbm_parameters(rbm, 0.3)
    model = type("Model", (), {"states": spin_states(4), "hamiltonian": HAMILTONIAN})
    slopes = module.rbm_trace_gradient(model, **parameters)
    for name, expected in module.rbm_cost_gradient(model, found, derivative).items():
        close(slopes[name] @ derivative, expected)
    step = 1e-6
    moved = module.rbm_operator(model, **{**parameters, "weights": parameters["weights"] + step})
    close((moved.log_trace - found.log_trace) / step, slopes["weights"].sum(axis=(0, 1)), 1e-4)


def conditional_distribution(module):
    inputs = RNG.standard_normal((2, 3))
    odds = [[np.prod(1 / (1 + np.exp(-2 * h * x))) for h in spin_states(3).astype(float)] for x in inputs]
    close(np.exp(module.log_conditional_distribution(inputs)), odds)


def decimation(module):
    for coupling in (0.1, 0.7):
        close(np.tanh(module.decimated_coupling(coupling)), np.tanh(coupling) ** 2)


def bound(module):
    cost, derivative = module.CARD.cost(TRACE, BOLTZMANN)
    forward = (BOLTZMANN * np.exp(TRACE)).sum()
    model = BOLTZMANN * np.exp(TRACE) / forward
    either = {"lower_bound": (BOLTZMANN, model), "upper_bound": (model, BOLTZMANN)}
    close(cost, kl_divergence(*either[module.__name__.rsplit(".", 1)[1]]))
    step = 1e-6 * np.eye(16)
    close([(module.CARD.cost(TRACE + each, BOLTZMANN)[0] - cost) / 1e-6 for each in step], derivative, 1e-5)


def distance_from_rbms(module):
    joint = np.exp(DENSE.log_operator - HAMILTONIAN[:, None])
    joint /= joint.sum()
    found = module.joint_moments(DENSE)
    close(found.entropy, -(joint * np.log(joint)).sum())
    close(found.products, spin_states(4).T.astype(float) @ joint @ spin_states(3).astype(float))
    independent = Transformation(hamiltonian=np.zeros(16), log_trace=np.zeros(16), inputs=np.ones((16, 2)))
    close(module.rbm_distance(independent), 0.0)
    assert 0.02 < module.rbm_distance(DENSE) < 0.98


def block_spins(module):
    sums = spin_states(4).sum(axis=1)
    log_weights = module.block_log_weights((1 + np.sign(sums)) / 2, 0.3, side=4)
    close(np.log(np.exp(log_weights).sum()), torus_log_partition(0.3, 4))
    couplings = spin_expansion(log_weights)
    assert couplings[0b1100] > 0.01
    close(couplings[0b1100], couplings[0b1010])
    spins = spin_states(16)
    kept = (spins[:, [0, 2, 8, 10]] > 0) @ np.array([8, 4, 2, 1])  # upper left of each block
    weights = np.bincount(kept, weights=np.exp(-pair_hamiltonian(square_bonds(4), 16, 0.3)))
    corner = (spin_states(4)[:, 0] > 0).astype(float)
    close(module.block_log_weights(corner, 0.3, side=4), np.log(weights))


def margins(module):
    criteria = module.CRITERIA
    grades = {each.column: {"most": 0.0, "least": 1.0, "count": 4}[each.kind] for each in criteria.values()}
    assert module.memberships(module.set_margins(grades)) == dict.fromkeys(module.SETS, True)
    bad = module.set_margins({**grades, "trace_error_per_spin": 1.0})
    assert module.memberships(bad) == {**dict.fromkeys(module.SETS, True), "is_rg": False}
    assert module.memberships(module.set_margins({**grades, "n_removed": 0}))["is_rg"] is False


TRACE_CONDITION = "rgcore.vrg.trace_condition"
BUGS = {
    walsh_transform: [("rgcore.exact.expansion", "coefficients /= n_states", "pass")],
    walsh_kernel: [
        ("rgcore.exact._walsh_hadamard_kernels", "up[k] - down[k]", "down[k] - up[k]"),
        ("rgcore.exact._walsh_hadamard_kernels", "half = width", "half = 2 * width"),
    ],
    coupling_classes: [
        ("rgcore.vrg.couplings._coupling_kernels", "max(widest, pair_class", "min(widest, pair_class"),
        ("rgcore.vrg.couplings._coupling_kernels", "range(own)", "range(own - 1)"),
        (
            "rgcore.vrg.couplings._coupling_kernels",
            "rest >> (n_spins - 1 - other)",
            "rest >> (n_spins - other)",
        ),
        ("rgcore.vrg.couplings._coupling_kernels", "sizes[rest] + 1", "sizes[rest]"),
    ],
    short_list: [
        ("rgcore.vrg.criteria.coupling_range", "SHORT = np.sqrt(2)", "SHORT = 1.0"),
        ("rgcore.vrg.criteria.coupling_range", "SHORT = np.sqrt(2)", "SHORT = 2.0"),
        ("rgcore.vrg.criteria.coupling_range", "nearest = apart.min()", "nearest = apart.max()"),
        ("rgcore.vrg.criteria.coupling_range", '["n_spins"] >= 2', '["n_spins"] >= 1'),
        ("rgcore.vrg.criteria.coupling_range", '["root_mean_square"] ** 2', '["root_mean_square"]'),
    ],
    largest_violation: [
        (
            TRACE_CONDITION,
            "np.abs(np.expm1(transformation.log_trace)).max",
            "(-transformation.log_trace).max",
        ),
        (TRACE_CONDITION, "transformation.log_trace).max()) /", "transformation.log_trace).min()) /"),
        (TRACE_CONDITION, " / transformation.n_visible", ""),
    ],
    free_energy_and_divergences: [
        (TRACE_CONDITION, "log_sum(-transformation.hamiltonian)", "log_sum(transformation.hamiltonian)"),
        (TRACE_CONDITION, "log_trace - transformation.hamiltonian", "log_trace + transformation.hamiltonian"),
    ],
    operator_of_an_rbm: [
        ("rgcore.vrg.rbm_transformation", "constant + hamiltonian - free", "constant + hamiltonian + free"),
        ("rgcore.vrg.rbm_transformation", "constant + hamiltonian - free", "constant - hamiltonian - free"),
        ("rgcore.vrg.rbm_transformation", "np.tanh(operator.inputs)", "np.tanh(2 * operator.inputs)"),
        (
            "rgcore.vrg.rbm_transformation",
            "np.tanh(visible @ weights + hidden_bias)",
            "np.tanh(visible @ weights)",
        ),
    ],
    conditional_distribution: [
        ("rgcore.vrg.transformation", "[2 * column, -2 * column]", "[column, -column]"),
        ("rgcore.vrg.transformation", "[2 * column, -2 * column]", "[-2 * column, 2 * column]"),
    ],
    decimation: [
        ("rgcore.vrg.examples.decimated_coupling", "- np.log(2)) / 2", "- np.log(2))"),
        ("rgcore.vrg.examples.decimated_coupling", " - np.log(2)", ""),
    ],
    bound: [
        (
            "rgcore.vrg.objectives.functions.lower_bound",
            "return -trace_statistics",
            "return trace_statistics",
        ),
        ("rgcore.vrg.objectives.functions.lower_bound", "moved.model - boltzmann", "boltzmann - moved.model"),
        (
            "rgcore.vrg.objectives.functions.upper_bound",
            "return -trace_statistics",
            "return trace_statistics",
        ),
        ("rgcore.vrg.objectives.functions.upper_bound", "moved.model * deviation", "boltzmann * deviation"),
    ],
    distance_from_rbms: [
        (
            "rgcore.vrg.criteria.rbm_distance",
            "given_v @ hidden, entr(given_v).sum(axis=1)",
            "given_v @ hidden, 0.0",
        ),
        ("rgcore.vrg.criteria.rbm_distance", "given_v @ hidden, entr", "given_v @ -hidden, entr"),
        ("rgcore.vrg.criteria.rbm_distance", "(1 + sign * means) / 2", "(1 + sign * means)"),
        ("rgcore.vrg.criteria.rbm_distance", "log_partition - energy", "log_partition + energy"),
    ],
    block_spins: [
        ("rgcore.vrg.criteria.block_lattice", "hidden > 0, up, 1 - up", "hidden > 0, up, up"),
        ("rgcore.vrg.criteria.block_lattice", "(both_rows * given_rows) @ between", "both_rows * given_rows"),
        ("rgcore.vrg.criteria.block_lattice", "np.array([2, 1])", "np.array([1, 1])"),
        ("rgcore.vrg.criteria.block_lattice", "np.roll(signs, 1, axis=1)", "np.roll(signs, 1, axis=0)"),
    ],
    margins: [
        ("rgcore.vrg.criteria.memberships", "min(margins[each]", "max(margins[each]"),
        ("rgcore.vrg.criteria.memberships", 'sign = 1 if criterion.kind == "most" else -1', "sign = 1"),
        ("rgcore.vrg.criteria.memberships", "value >= criterion.limit", "value >= criterion.limit - 1"),
    ],
}
PLACES = [(check, *bug) for check, bugs in BUGS.items() for bug in bugs]


@pytest.mark.parametrize(
    ("check", "name"),
    sorted({(check, bug[0]) for check, bugs in BUGS.items() for bug in bugs}, key=str),
    ids=lambda each: getattr(each, "__name__", each),
)
def test_the_right_code_passes(check, name):
    check(planted(name))


@pytest.mark.parametrize(
    ("check", "name", "right", "wrong"),
    PLACES,
    ids=[f"{check.__name__}: {wrong}" for check, _, _, wrong in PLACES],
)
def test_a_planted_bug_is_found(check, name, right, wrong):
    with pytest.raises((AssertionError, ArithmeticError, ValueError)):
        check(planted(name, right, wrong))
