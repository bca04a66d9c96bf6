"""The maps of one replica: untrained ones beside the first that is trained."""

import numpy as np
import pytest

from rgcore.learned.maps import candidates as maps
from rgcore.learned.maps.settings import LearnedMapsSettings
from rgcore.rbm.training.phases.tied import tied_weights

from ...config_values import config, sampling_settings

SETTINGS = LearnedMapsSettings(**config()["learned_maps"])


def found(monkeypatch, root_seed):
    """Every map by name; the trained ones have one filter of 4 x 4 with the norms 1, 2, 3, ... in their order."""
    image = np.zeros((SETTINGS.training_side, SETTINGS.training_side))
    image[4:8, 4:8] = 0.25
    norms = iter(range(1, 100))
    monkeypatch.setattr(maps, "_trained", lambda *_: next(norms) * tied_weights(image, 2))
    return list(maps.candidates(SETTINGS, sampling_settings(), replica=0, root_seed=root_seed))


@pytest.mark.parametrize("root_seed", range(6))
def test_untrained_filters_have_the_norm_of_the_first_trained_one_and_a_positive_sum(monkeypatch, root_seed):
    trained = [each for each in found(monkeypatch, root_seed) if each.about["source"] != "none"]
    untrained = [each for each in found(monkeypatch, root_seed) if each.about["source"] == "none"]
    assert [each.about["norm"] for each in trained] == pytest.approx(range(1, len(trained) + 1), rel=1e-6)
    assert [each.name for each in untrained] == list(SETTINGS.untrained)
    assert [each.about["norm"] for each in untrained] == pytest.approx([1] * len(untrained), rel=1e-6)
    assert all(each.about["weight_sum"] > 0 for each in untrained)
