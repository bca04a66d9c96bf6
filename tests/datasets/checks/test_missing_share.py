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
        ({"drop_variables_above": 0.02, "then": "EM"}, "with then one of drop_samples, pairwise, em"),
        ("em", "must be a block like {drop_variables_above: 0.02, then: em}"),
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
    for missing, right in (
        ({"drop_variables_above": 0.02}, True),
        ({"drop_variables_above": 0.02, "then": "em"}, True),
        ({"drop_variables_above": 0.02, "then": "average"}, False),
        ("error", True),
        ({"above": 0.1}, False),
    ):
        config = {"datasets": {"mine": {"kind": "matrix", "path": "x.csv", "missing": missing}}}
        assert validator.is_valid(config) == right


@pytest.mark.parametrize("then", ["pairwise", "em"])
def test_gaps_are_filled_in_variables_below_the_share(tmp_path, then):
    samples = gappy()
    samples[60] = np.nan
    missing = {"drop_variables_above": 0.1, "then": then}
    dataset = read_dataset("x", block(tmp_path, missing, samples))
    kept = np.delete(samples, 60, axis=0)[:, :3]
    assert dataset.variables == ("whole", "two_gaps", "four_gaps")
    assert dataset.samples.shape == (199, 3)
    assert np.isfinite(dataset.samples).all()
    np.testing.assert_allclose(dataset.samples[~np.isnan(kept)], kept[~np.isnan(kept)], rtol=1e-12)
    report = dataset.report.set_index("variable")
    assert report["n_missing"].tolist() == [1, 3, 5, 100]
    assert (report["n_samples"] == 199).all()
    assert (report["n_samples_dropped"] == 1).all()
    np.testing.assert_allclose(report["mean"][:3], np.nanmean(kept, axis=0), atol=1e-12)
    assert report["reading"].str.contains(f"filled 6 missing entries, 1 % of all .* [(]then: {then}[)]").all()
    assert "left out 1 of 200 samples without any entry" in dataset.summary


def test_without_a_gap_below_the_share_nothing_is_filled(tmp_path):
    found = read_dataset("x", block(tmp_path, {"drop_variables_above": 0.015, "then": "em"}, gappy()[:150]))
    assert "filled 1 missing entries" in " ".join(found.decisions)
    whole = read_dataset(
        "x", block(tmp_path, {"drop_variables_above": 0.5, "then": "em"}, np.nan_to_num(gappy()))
    )
    assert whole.decisions == ()


def test_copies_with_gaps_are_named(tmp_path):
    samples = gappy()
    samples[:, 1] = np.where(np.isnan(samples[:, 1]), np.nan, samples[:, 0])
    found = read_dataset("x", block(tmp_path, {"drop_variables_above": 0.1, "then": "pairwise"}, samples))
    assert "two_gaps: nearly the same as whole, correlation 1.000" in found.warnings


def test_no_regression_fills_counts(tmp_path):
    counts = np.random.default_rng(5).poisson(1.0, (200, 4)).astype(float)
    counts[3, 2] = np.nan
    given = block(tmp_path, {"drop_variables_above": 0.02, "then": "em"}, counts, kind="spikes_binned")
    with pytest.raises(
        InputError, match=r"a regression gives no counts, .*: write then: drop_samples, or read"
    ):
        read_dataset("x", given)


def test_a_missing_entry_is_refused_with_all_that_leaves_it_out(tmp_path):
    words = (
        r"write missing: drop_variables, missing: drop_samples or missing: \{drop_variables_above: 0.02\} to"
    )
    with pytest.raises(InputError, match=words):
        read_dataset("x", block(tmp_path, "error"))
