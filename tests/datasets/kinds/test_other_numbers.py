"""Returns in the place of prices, levels in the place of returns, logarithms of prices: refused, or reported."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

from ..refusals import refused

rng = np.random.default_rng(3)
DAYS = pd.bdate_range("2021-01-04", periods=120, name="date")
RETURNS = pd.DataFrame(0.01 * rng.standard_t(5, (120, 4)), index=DAYS, columns=list("abcd"))
PRICES = 50 * np.exp(RETURNS.cumsum())


def block_of(path, frame, kind):
    frame.to_csv(path)
    return {"kind": kind, "path": str(path)}


@pytest.mark.parametrize("length", [21, 120])
def test_returns_are_no_prices(tmp_path, length):
    block = block_of(tmp_path / "x.csv", 1 + RETURNS[:length], "prices")
    with pytest.raises(InputError, match=r"successive ones are unlike each other.*write kind: returns"):
        read_dataset("x", block)
    read_dataset("x", block_of(tmp_path / "y.csv", PRICES[:length], "prices"))
    np.save(tmp_path / "x.npy", 1 + RETURNS)
    with pytest.raises(InputError, match="unlike each other"):
        read_dataset("x", {"kind": "prices", "path": str(tmp_path / "x.npy")})


@pytest.mark.parametrize("length", [25, 120])
def test_cumulative_returns_are_no_returns(tmp_path, length):
    block = block_of(tmp_path / "x.csv", RETURNS.cumsum()[:length] - 0.02, "returns")
    with pytest.raises(
        InputError, match=r"nearly the ones before, as cumulative returns.*(take their differences|exclude)"
    ):
        read_dataset("x", block)
    read_dataset("x", block_of(tmp_path / "y.csv", RETURNS[:length], "returns"))


def test_one_column_of_levels_is_named(tmp_path):
    block = block_of(tmp_path / "x.csv", RETURNS.assign(index=RETURNS["a"].cumsum() - 0.01), "returns")
    with pytest.raises(InputError, match=r"those of index are nearly.*write exclude: \[index\]"):
        read_dataset("x", block)
    assert read_dataset("x", block | {"exclude": ["index"]}).variables == tuple("abcd")
    assert len(read_dataset("x", block | {"variables": [*"abcd", "index"]}).variables) == 5


def test_logarithms_of_prices_are_suspected(tmp_path):
    suspicion = "are they logarithms of prices?"
    of_logs = read_dataset("x", block_of(tmp_path / "x.csv", np.log(PRICES), "prices")).warnings
    of_prices = read_dataset("x", block_of(tmp_path / "y.csv", PRICES, "prices")).warnings
    assert suspicion in " ".join(of_logs)
    assert suspicion not in " ".join(of_prices)


def test_per_cent_beside_fractions_is_suspected(tmp_path):
    frame = RETURNS.assign(d=100 * RETURNS["d"])
    warnings = read_dataset("x", block_of(tmp_path / "x.csv", frame, "returns")).warnings
    assert [warning.partition(":")[0] for warning in warnings if "per cent beside fractions?" in warning] == [
        "d"
    ]
    assert not read_dataset("x", block_of(tmp_path / "x.csv", 100 * RETURNS, "returns")).warnings


@pytest.mark.parametrize("limit", [2**26, 2**9])  # one block, and many
def test_prices_and_levels_in_arrays_are_no_returns(tmp_path, monkeypatch, limit):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", limit)
    block = {"kind": "returns", "path": str(tmp_path / "x.npy")}

    def saved(frame):
        np.save(tmp_path / "x.npy", frame.to_numpy())

    saved(PRICES)
    with pytest.raises(InputError, match="no number is negative: if they are prices, write kind: prices"):
        read_dataset("x", block)
    saved(RETURNS.assign(b=np.abs(RETURNS["b"])))
    with pytest.raises(InputError, match=r"no number of v001 is negative: write exclude: \[v001\]"):
        read_dataset("x", block)
    assert read_dataset("x", block | {"variables": ["v000", "v001"]}).samples.shape == (120, 2)
    saved(RETURNS.assign(c=RETURNS["c"].cumsum() - RETURNS["c"].cumsum().mean()))
    with pytest.raises(InputError, match=r"those of v002 are nearly the ones before.*exclude: \[v002\]"):
        read_dataset("x", block)
    gappy = RETURNS.copy()
    gappy.iloc[[5, 60], 1] = np.nan
    saved(gappy)
    found = read_dataset("x", block | {"missing": "drop_samples"})
    np.testing.assert_array_equal(found.samples, gappy.dropna().to_numpy())


def test_logarithms_below_zero_are_no_prices(tmp_path):
    block = block_of(tmp_path / "x.csv", np.log(PRICES / 50), "prices")
    with pytest.raises(InputError, match="logarithms of prices, write their differences as kind: returns"):
        read_dataset("x", block)


@pytest.mark.parametrize(("frame", "kind"), [(PRICES, "prices"), (RETURNS, "returns")])
def test_an_index_of_the_shares_is_no_share(tmp_path, frame, kind):
    block = block_of(tmp_path / "x.csv", frame.assign(MKT=frame.mean(axis=1).round(6)), kind)
    with pytest.raises(
        InputError, match=r"MKT is the mean of the others: write exclude: \[MKT\] if it is no share"
    ):
        read_dataset("x", block)
    assert read_dataset("x", block | {"exclude": ["MKT"]}).variables == tuple("abcd")
    assert len(read_dataset("x", block | {"index": []}).variables) == 5


def test_a_minus_before_a_price_is_that_of_crsp_or_of_a_logarithm(tmp_path):
    frame = PRICES.copy()
    frame.iloc[::40, 1] *= -1
    with pytest.raises(InputError, match=r"found -\S+ for b on 2021-01-04: in tables of CRSP a minus marks"):
        read_dataset("x", block_of(tmp_path / "x.csv", frame, "prices"))


@pytest.mark.parametrize(
    ("name", "words"), [("regime", "called like a label"), ("X1", "a few whole numbers, as codes")]
)
def test_codes_of_states_beside_shares_are_no_share(tmp_path, name, words):
    block = block_of(tmp_path / "x.csv", PRICES.assign(**{name: np.arange(120) // 30 % 3 + 1}), "prices")
    with pytest.raises(InputError, match=rf"{name} .*{words}.*exclude: \[{name}\]"):
        read_dataset("x", block)


def test_a_share_may_be_called_like_a_label(tmp_path):
    block = block_of(tmp_path / "x.csv", PRICES.rename(columns={"b": "STATE", "c": "RUN"}).round(0), "prices")
    assert read_dataset("x", block | {"index": "date"}).variables == ("a", "STATE", "RUN", "d")


def test_steps_between_blocks_are_those_of_the_levels(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 2**7)
    np.save(tmp_path / "x.npy", RETURNS.assign(c=4 + 5 * np.sin(np.arange(120) / 20)).to_numpy())
    with pytest.raises(InputError, match="those of v002 are nearly the ones before"):
        read_dataset("x", {"kind": "returns", "path": str(tmp_path / "x.npy")})


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("prices", np.full((60, 3), 7.0), "constant in all"),
        ("returns", rng.choice([-1.7e308, 1.7e308], (60, 3)), "vary by 1e-50 to 1e+50"),
        ("spikes_binned", 2.0**63 + 2.0**12 * rng.poisson(3, (40, 3)), "double precision resolves"),
    ],
)
def test_extreme_numbers_end_in_a_sentence_and_in_no_warning_of_numpy(tmp_path, kind, values, words):
    np.save(tmp_path / "x.npy", values)
    refused({"kind": kind, "path": str(tmp_path / "x.npy")}, words, at_parse_time=False)
