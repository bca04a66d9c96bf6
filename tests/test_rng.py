"""Random streams: named by identity, stable, independent."""

import numpy as np
import pytest

from rgcore.rng import stream


def test_the_same_identity_gives_the_same_numbers_in_any_order_of_its_parts():
    first = stream(1, side=8, temperature=2.5).random(4)
    again = stream(1, temperature=2.5, side=8).random(4)
    assert (first == again).all()


def test_numbers_are_those_of_every_earlier_version():
    expected = [0.2689866721141031]
    assert stream(1, a=2).random(1).tolist() == expected


@pytest.mark.parametrize(
    "other", [{"side": 9, "temperature": 2.5}, {"side": 8, "temperature": 2.6}, {"side": 8}]
)
def test_another_identity_gives_other_numbers(other):
    assert stream(1, side=8, temperature=2.5).random() != stream(1, **other).random()


def test_another_root_seed_gives_other_numbers():
    assert stream(1, side=8).random() != stream(2, side=8).random()


def test_streams_of_neighbouring_identities_are_uncorrelated():
    draws = np.stack([stream(3, replica=k).standard_normal(2000) for k in range(40)])
    correlations = np.corrcoef(draws)[np.triu_indices(40, 1)]
    assert abs(correlations.std() * np.sqrt(2000) - 1) < 4 / np.sqrt(2 * len(correlations))


@pytest.mark.parametrize("identity", [{}, {"side": True}, {"side": [1]}, {"temperature": float("nan")}])
def test_what_is_no_identity_is_refused(identity):
    with pytest.raises(ValueError, match=r"identity|JSON"):
        stream(1, **identity)


def test_a_negative_root_seed_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        stream(-1, side=8)


def test_replicas_of_a_network_share_no_random_numbers():
    place = {"purpose": "dbn", "units": "binary", "layers": "400-100", "temperature": 2.45}
    words = [stream(1, **place, replica=replica).integers(2**63, size=1000) for replica in range(20)]
    assert len(np.unique(words)) == 20_000


def test_root_seeds_of_any_size_give_other_numbers():
    assert len({stream(seed, side=8).random() for seed in (1, 1 + 2**32, 1 + 2**64, 1 + 2**128)}) == 4
