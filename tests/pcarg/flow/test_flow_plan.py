"""The flow of the data themselves."""

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg import FlowPlan, data_flow, moment_flow


def test_the_flow_of_the_data_is_their_moment_flow():
    rng = np.random.default_rng(1)
    samples = np.exp(rng.standard_normal((200, 1)) + 0.5 * rng.standard_normal((200, 10)))
    kept = (1.0, 0.5, 0.25, 0.1)
    table = data_flow((samples,), FlowPlan(kept=kept, dropped_tops=(0.0, 0.1)), dataset="some")
    part = table.query("scaling == 'correlation' and dropped_top == 0.1").reset_index(drop=True)
    expected = moment_flow(samples, kept, dropped_top=0.1, scaling="correlation", dataset="some")
    pd.testing.assert_frame_equal(part[expected.columns], expected)


def test_repeated_dropped_tops_are_refused():
    with pytest.raises(ValueError, match="once each"):
        FlowPlan(kept=(1.0,), dropped_tops=(0, 0.0))
