"""A share of missing entries: variables with more are left out, then samples that still have one."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError
from rgcore.pipeline.reference import json_schema

NAMES = ["whole", "two_gaps", "four_gaps", "half"]


def block(folder, missing, samples=None, **keys):
    samples = gappy() if samples is None else samples
    pd.DataFrame(samples, columns=NAMES).to_csv(folder / "x.csv", index=False)
    return {"kind": "matrix", "path": str(folder / "x.csv"), "missing": missing, **keys}


def gappy():
    """200 samples: one variable without 2 of them, one without 4, one without 100."""
    samples = np.random.default_rng(1).standard_normal((200, 4))
    samples[[7, 150], 1] = np.nan
    samples[[7, 30, 31, 199], 2] = np.nan
    samples[:100, 3] = np.nan
    return samples


@pytest.mark.parametrize(
    ("share", "kept", "dropped_samples"),
    [
        (0.0, ["whole"], []),
        (0.01, ["whole", "two_gaps"], [7, 150]),
        (0.02, ["whole", "two_gaps", "four_gaps"], [7, 30, 31, 150, 199]),
        (0.5, NAMES, [*range(100), 150, 199]),
    ],
)
def test_variables_above_the_share_go_first_and_then_samples(tmp_path, share, kept, dropped_samples):
    samples = gappy()
    given = block(tmp_path, {"drop_variables_above": share}, samples)
    if len(kept) < 2:
        with pytest.raises(
            InputError, match=r"after missing: \{drop_variables_above: 0\} must hold at least 2"
        ):
            read_dataset("x", given)
        return
    dataset = read_dataset("x", given)
    expected = np.delete(samples[:, [NAMES.index(name) for name in kept]], dropped_samples, axis=0)
    np.testing.assert_allclose(dataset.samples, expected, rtol=1e-12)
    assert dataset.variables == tuple(kept)
    report = dataset.report.set_index("variable")
    assert report["n_missing"].tolist() == [0, 2, 4, 100]
    assert (report["n_samples"] == len(expected)).all()
    np.testing.assert_allclose(report.loc[kept, "mean"], expected.mean(axis=0), atol=1e-12)
    np.testing.assert_allclose(report.loc[kept, "standard_deviation"], expected.std(axis=0), rtol=1e-9)
    reasons = dict.fromkeys(NAMES, "") | {
        name: f"{gaps} of 200 entries are missing"
        for name, gaps in (("four_gaps", 4), ("half", 100))
        if name not in kept
    }
    assert report["reason"].to_dict() == reasons


def test_without_a_gap_above_the_share_it_drops_samples_alone(tmp_path):
    samples = gappy()
    samples[:100, 3] = 1.5 * samples[:100, 0]
    shared = read_dataset("x", block(tmp_path, {"drop_variables_above": 0.02}, samples))
    plain = read_dataset("x", block(tmp_path, "drop_samples", samples))
    np.testing.assert_array_equal(shared.samples, plain.samples)
    pd.testing.assert_frame_equal(shared.report, plain.report)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"drop_variables_above": 1.0}, "missing must be a block like {drop_variables_above: 0.02}"),
        ({"drop_variables_above": True}, "missing must be a block like"),
        ({"drop_variable_above": 0.1}, "missing must be a block like"),
        ({}, "missing must be a block like"),
        (0.02, "or a block like {drop_variables_above: 0.02}, but it is 0.02"),
        ("drop_sample", "did you mean 'drop_samples'?"),
        (None, "missing must be one of drop_variables"),
        (["error"], "missing must be one of drop_variables"),
    ],
)
def test_another_value_is_refused_with_what_to_write(tmp_path, missing, words):
    with pytest.raises(InputError) as refusal:
        read_dataset("x", block(tmp_path, missing))
    assert words in str(refusal.value)


def test_the_schema_for_editors_takes_a_share():
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    validator = Draft202012Validator(json_schema())
    for missing, right in (({"drop_variables_above": 0.02}, True), ("error", True), ({"above": 0.1}, False)):
        config = {"datasets": {"mine": {"kind": "matrix", "path": "x.csv", "missing": missing}}}
        assert validator.is_valid(config) == right
