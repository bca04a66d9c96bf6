"""What the rooms above the subjects repeat, because they import none of them, is what the subjects have."""

from importlib import import_module

import pytest

REPEATED = {  # name: where it is computed with, and where rows are selected by it
    "BOND_NETWORK": ("learned.rbm_flow.conditions", "networks.flow"),
    "KURTOSIS": ("scans.measures", "components.scans"),
    "LEAST_LOCALIZED": ("learned.block_study.blobs", "networks.block_study"),
    "MAP": ("learned.map_couplings.coupling_rows", "networks.map_couplings"),
    "SCALINGS": ("pcarg.modes.principal_components", "rows"),
    "TRAINED": ("vrg.learned_flow.flow_rows", "learned_flow"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_a_name_or_threshold_of_a_selection_is_that_of_its_subject(name):
    subject, selection = REPEATED[name]
    computed = getattr(import_module(f"rgcore.{subject}"), name)
    assert getattr(import_module(f"rgcore.selection.{selection}"), name) == computed
