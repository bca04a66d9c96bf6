"""Several arguments of a call replaced at once, by anything of the right or of a wrong kind, as hypothesis draws it."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from .mutations import mutations
from .walk import repeated

DRAWN = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

_TYPES = st.sampled_from([np.dtype(name) for name in ("i1", "u1", "i8", "f4", "f8", "?", "c16", "U1")])
_SHAPES = of_numpy.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5)
_SPECIAL = st.sampled_from([-1, 0, 1, 2, 0.5, 1e-300, 1e300, np.nan, np.inf, -np.inf])
_NUMBERS = st.one_of(st.integers(-3, 12), st.floats(), st.sampled_from([True, None, np.float32(0.3), "2"]))


def check_combinations(function, call, folder):
    """Call a function with several of its arguments replaced: it gives one sentence, or the same result twice."""
    others = changes(call.make(folder))

    @DRAWN
    @given(changed=others)
    def check(changed):
        assert repeated(function, call, folder, changed) == ""

    check()


def changes(arguments):
    """Return a strategy for one to three arguments, by name, with other values; for none where there is none."""
    names = [name for name, value in arguments.items() if not isinstance(value, np.random.Generator)]
    if not names:
        return st.just({})
    chosen = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    return chosen.flatmap(lambda few: st.fixed_dictionaries({name: _other(arguments[name]) for name in few}))


def _other(value):
    listed = st.sampled_from([mutated for _, mutated, _ in mutations(value)])
    if isinstance(value, np.ndarray):
        return st.one_of(listed, _any_array(), _array_like(value), _array_like(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return st.one_of(listed, _NUMBERS)
    if isinstance(value, list | tuple) and all(isinstance(each, int | float) for each in value):
        return st.one_of(listed, st.lists(_NUMBERS, max_size=5))
    return listed


def _any_array():
    return st.tuples(_TYPES, _SHAPES).flatmap(lambda drawn: of_numpy.arrays(*drawn))


@st.composite
def _array_like(draw, value):
    """An array with the entries of another one, of another shape, or with some special entries."""
    shape = draw(of_numpy.array_shapes(min_dims=1, max_dims=max(value.ndim, 1), min_side=1, max_side=6))
    if draw(st.booleans()):
        shape = value.shape
    other = np.resize(value, shape)
    if other.size and draw(st.booleans()):
        special = draw(_SPECIAL)
        other = other.astype(np.result_type(other.dtype, np.min_scalar_type(special)))
        other.flat[draw(st.integers(0, other.size - 1))] = special
    return other
