"""Every method of a public class that takes arguments, each of them mutated: the right answer, or one sentence."""

import inspect

import pytest

from .calls_of_methods import CALLS, FUNCTIONS
from .combinations import check_combinations
from .test_public_functions import found, public_functions
from .walk import faults

CHECKED_BY_SCIKIT_LEARN = "rgcore.estimators."  # tests/estimators run scikit-learn's own checks


def methods_with_arguments():
    """Return the dotted names of methods that rgcore defines for the classes that its packages export."""
    classes = [name for name in public_functions() if inspect.isclass(found(name))]
    return [
        f"{name}.{method}"
        for name in classes
        if not name.startswith(CHECKED_BY_SCIKIT_LEARN)
        for method, function in inspect.getmembers(found(name), inspect.isroutine)
        if not method.startswith("_")
        and str(getattr(function, "__module__", "")).startswith("rgcore")
        and set(inspect.signature(function).parameters) - {"self"}
    ]


def test_every_public_method_with_arguments_has_a_valid_call_here():
    assert sorted(CALLS) == sorted(FUNCTIONS) == sorted(methods_with_arguments())


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_argument_gives_one_sentence_and_another_form_the_same_answer(name, tmp_path):
    assert list(faults(FUNCTIONS[name], CALLS[name], tmp_path)) == []


@pytest.mark.parametrize("name", CALLS)
def test_several_wrong_arguments_at_once_give_one_sentence_or_the_same_result_twice(name, tmp_path):
    check_combinations(FUNCTIONS[name], CALLS[name], tmp_path)
