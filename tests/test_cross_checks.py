"""Values of a config that a schema cannot refuse."""

from pathlib import Path

import pytest
import yaml

from rgcore.errors import InputError
from rgcore.workflow.cross_checks import cross_check

CONFIG = Path(__file__).parents[1] / "config.yaml"


@pytest.mark.parametrize(
    "covariance", [[[1, 2], [2, 1]], [[1, 0.5], [0.4, 1]], [[-1, 0], [0, -1]], [[1, 1], [1, 1]]]
)
def test_the_example_s_covariance_must_be_one(covariance):
    config = yaml.safe_load(CONFIG.read_text())
    config["pcarg"]["gaussian_cloud"]["covariance"] = covariance
    with pytest.raises(InputError, match="covariance must be symmetric and positive definite"):
        cross_check(config)
