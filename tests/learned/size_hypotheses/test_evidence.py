"""Which of the free powers a hypothesis without a length is tested against."""

import numpy as np
import pytest

from rgcore.learned.size_hypotheses.evidence import p_within_powers
from rgcore.learned.size_hypotheses.hypothesis_table import _candidates, _evidence

from .planted import PLANTED, widths


def test_a_hypothesis_without_a_length_is_tested_within_the_powers_of_the_measured_one():
    """Widths follow the measured length a little, and less well that of the infinite lattice."""
    given = widths(("powers", PLANTED["powers"]), rng=np.random.default_rng(3), n_replicas=2)
    candidates = _candidates(given)
    places = {(each.hypothesis.name, each.length): place for place, each in enumerate(candidates)}
    tiling = places["tiling", "none"]
    measured, infinite = (
        p_within_powers(
            candidates[tiling].fit, candidates[places["powers", length]].fit, len(given.conditions)
        )
        for length in ("measured", "infinite")
    )
    assert measured < 0.1 * infinite
    assert _evidence(candidates, given)[tiling]["p_value"] == pytest.approx(measured)
