"""A reference is for one config: for another one nothing is compared."""

import json

import pytest

from rgcore.errors import InputError
from rgcore.verification.references.choice import config_digest, reference_for, settings_of_numbers

from ..config_values import config


@pytest.fixture
def folder(tmp_path):
    about = {
        "config": settings_of_numbers(config()),
        "config_digest": "",
        "commit": "",
        "seeds": [1, 2],
        "arithmetic": {},
        "bits": {},
    }
    (tmp_path / "laptop").mkdir()
    (tmp_path / "laptop/about.json").write_text(json.dumps(about))
    return tmp_path


def test_the_root_seed_and_limits_choose_no_other_reference(folder):
    other = config() | {"root_seed": 5, "limits": {}, "checkpoints": {}}
    assert reference_for(other, folder).name == "laptop"
    assert config_digest(other) == config_digest(config())


def test_the_first_key_in_which_a_config_differs_is_named(folder):
    other = config()
    other["ising"]["side"] = 21
    other["dbn"]["training"]["momentum"] = 0.25
    sentence = r"differs from laptop in dbn.training.momentum \(0.5 there, 0.25 here\) and in 1 more: make a "
    with pytest.raises(InputError, match=sentence) as caught:
        reference_for(other, folder)
    assert len(str(caught.value)) < 200
    assert config_digest(other) != config_digest(config())


def test_without_a_reference_the_command_that_makes_one_is_named(tmp_path):
    with pytest.raises(InputError, match="found none: make reference-results"):
        reference_for(config(), tmp_path)
