"""Every public function, each of its arguments mutated: the right answer, or one sentence."""

import inspect
import pkgutil
from importlib import import_module

import pytest

import rgcore

from . import calls_of_data, calls_of_models, calls_of_networks, calls_of_tables
from .combinations import check_combinations
from .walk import faults

TABLES = (calls_of_models, calls_of_networks, calls_of_tables, calls_of_data)
CALLS = {name: call for table in TABLES for name, call in table.CALLS.items()}
FUNCTIONS = {name: function for table in TABLES for name, function in table.FUNCTIONS.items()}
RECORDS = {  # they hold what they are given, and compute nothing; estimators until they are fitted
    "rgcore.estimators.CrossValidatedCovariance",
    "rgcore.estimators.PCAFlow",
    "rgcore.estimators.RBMTransformer",
    "rgcore.rbm.TrainingData",
    "rgcore.stats.AutocorrelationTime",
    "rgcore.stats.ChainTooShort",
    "rgcore.stats.Estimate",
    "rgcore.tables.Column",
    "rgcore.tables.Schema",
}
OF_A_WHOLE_RUN = {"rgcore.verification.verify"}  # its arguments are all tables of one


def public_functions():
    """Return the dotted names of what the packages of rgcore, and its random streams, export and can be called."""
    packages = [module.name for module in pkgutil.iter_modules(rgcore.__path__, "rgcore.") if module.ispkg]
    names = [
        f"{package}.{name}"
        for package in (*packages, "rgcore.rng")
        for name in getattr(import_module(package), "__all__", ())
    ]
    return [name for name in names if callable(found(name)) and not is_protocol(found(name))]


def found(name):
    dotted = name.split(" of ")[0]
    package, _, attribute = dotted.rpartition(".")
    return FUNCTIONS.get(name) or getattr(import_module(package), attribute)


def is_protocol(thing):
    return inspect.isclass(thing) and getattr(thing, "_is_protocol", False)


def test_every_public_function_has_a_valid_call_here():
    assert {name.split(" of ")[0] for name in CALLS} | RECORDS | OF_A_WHOLE_RUN == set(public_functions())


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_argument_gives_one_sentence_and_another_form_the_same_answer(name, tmp_path):
    assert list(faults(found(name), CALLS[name], tmp_path)) == []


@pytest.mark.parametrize("name", CALLS)
def test_several_wrong_arguments_at_once_give_one_sentence_or_the_same_result_twice(name, tmp_path):
    check_combinations(found(name), CALLS[name], tmp_path)
