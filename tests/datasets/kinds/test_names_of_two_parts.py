"""Names of columns that hold a share and a field: read by the field, or refused with a line that works when obeyed."""

import re
from itertools import product

import numpy as np
import pandas as pd
import pytest
import yaml

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError

from .price_files import PRICES, RETURNS, wide

NAMES = tuple(PRICES.columns)
QUANTMOD = ("Open", "High", "Low", "Close", "Volume", "Adjusted")
YAHOO = ("Open", "High", "Low", "Close", "Adj{0}Close", "Volume")


def table(words, pattern):
    """Return a column per share and word; those of the words before the last are other numbers than the prices."""
    shares = ((share, place, word) for share in NAMES for place, word in enumerate(words))
    return pd.DataFrame(
        {pattern.format(share, word): PRICES[share] ** (1 + place) for share, place, word in shares}
    )


def read(block, shares=NAMES, power=1, decision="", returns=RETURNS):
    """Check that a block is read as these shares, with the returns of this power of the prices."""
    check_before_run("p", block)
    dataset = read_dataset("p", block)
    assert dataset.variables == tuple(shares)
    np.testing.assert_allclose(dataset.samples, power * returns, rtol=0, atol=1e-12)
    assert any(decision in made for made in dataset.decisions)


def refused(block, *words):
    with pytest.raises(InputError) as caught:
        read_dataset("p", block)
    assert all(word in str(caught.value) for word in words), caught.value
    return str(caught.value)


def proposed(message):
    """Return the key that the end of a message proposes, as YAML reads it."""
    return yaml.safe_load(re.search(r"such as (array: .*)$", message)[1])


@pytest.mark.parametrize("pattern", ["{0}.{1}", "{1}.{0}", "{0}_{1}", "{0} {1}"])
def test_tables_of_quantmod_are_read_by_their_field(tmp_path, pattern):
    block = wide(tmp_path / "x.csv", table(QUANTMOD, pattern))
    message = refused(block, "which of Open, High, Low, Close, Volume, Adjusted of")
    assert proposed(message) == {"array": "Close"}
    read(block | proposed(message), power=4)
    read(block | {"array": "Adjusted"}, power=6, decision="columns of Adjusted are read")


@pytest.mark.parametrize("order", ["{0}{2}{1}", "{1}{2}{0}"])
@pytest.mark.parametrize("mark", ["_", ".", " ", "-"])
def test_the_longest_known_field_is_read(tmp_path, order, mark):
    words = [word.format(mark) for word in YAHOO]
    block = wide(tmp_path / "x.csv", table(words, order.format("{0}", "{1}", mark)))
    assert proposed(refused(block)) == {"array": "Close"}
    read(block | {"array": "Close"}, power=4, decision=f"left out Open, High, Low, Adj{mark}Close, Volume")
    read(block | {"array": f"Adj{mark}Close"}, power=5)


@pytest.mark.parametrize("pattern", ["{0}_{1}", "{1}_{0}"])
def test_a_field_that_ends_or_begins_with_another_one_is_read_whole(tmp_path, pattern):
    block = wide(tmp_path / "x.csv", table(("Close_Price", "Volume"), pattern))
    read(block | {"array": "Close_Price"}, decision="left out Volume")


def test_numbered_fields_of_alpha_vantage_are_proposed_as_they_must_be_written(tmp_path):
    words = ("1. open", "4. close", "5. volume")
    block = wide(tmp_path / "x.csv", table(words, "{0}_{1}"))
    message = refused(block, 'such as array: "4. close"')
    read(block | proposed(message), power=2, decision='(array: "4. close")')


UNKNOWN = [
    (("o", "h", "l", "c", "v"), "{0}.{1}", "c"),
    (("qty", "px"), "{0}_{1}", "px"),
    (("px", "qty"), "{1}-{0}", "px"),
    (("PX", "QTY"), "{0}_{1}", "PX"),
    (("Open", "Close", "mavg"), "{0}.{1}", "Close"),
]


@pytest.mark.parametrize(("words", "pattern", "word"), UNKNOWN)
def test_shares_with_the_same_unknown_words_each_are_refused(tmp_path, words, pattern, word):
    frame = table(words, pattern)
    block = wide(tmp_path / "x.csv", frame)
    refused(block, f"which of {', '.join(words)} of ", "write index: [] if every column is a share")
    power = words.index(word) + 1
    read(block | {"array": word}, power=power)
    read(block | {"array": word, "exclude": ["AAA"]}, NAMES[1:], power, returns=RETURNS[:, 1:])
    refused(block | {"array": "other"}, "must hold other, which array names")
    for key in ({"index": []}, {"variables": list(frame.columns)}):
        assert read_dataset("p", block | key).variables == tuple(frame.columns)
    kept = [name for name in frame.columns if word in re.split(r"[._-]", name)]
    left_out = {"exclude": [name for name in frame.columns if name not in kept]}
    read(block | left_out, kept, power)


def test_words_of_two_shares_are_told_from_their_names(tmp_path):
    frame = table(("o", "h", "c"), "{0}.{1}").iloc[:, :6]
    refused(wide(tmp_path / "x.csv", frame), "which of o, h, c of", "for each of AAA, BBB")


TICKERS = [
    ("BRK.A", "BRK.B", "BF.A", "BF.B", "KO"),
    ("RDS.A", "RDS.B", "BRK.A"),
    ("HSBC.L", "VOD.L", "BP.L"),
    ("OPEN.N", "LOW.N", "KO.N"),
    ("LAST.N", "OPEN.N", "KO.N"),
    ("KO US Equity", "PEP US Equity", "VOD LN Equity"),
    ("CL_1", "CL_2", "NG_1", "NG_2"),
    ("1.0", "1.5", "2.0", "2.5"),
    ("A_px", "A_qty", "B_px"),
    ("stock_a", "stock_b", "stock_c"),
    ("Fund A Price", "Fund B Price", "Fund C Price"),
    ("Low Beta", "High Beta", "Market"),
]


@pytest.mark.parametrize("names", TICKERS)
def test_names_with_marks_are_shares_where_no_words_repeat_for_each(tmp_path, names):
    numbers = np.random.default_rng(len(names[0])).standard_normal((len(PRICES), len(names)))
    frame = pd.DataFrame(100 * np.exp(0.01 * numbers.cumsum(axis=0)), index=PRICES.index, columns=names)
    read(wide(tmp_path / "x.csv", frame), names, returns=0.01 * numbers[1:])


def test_classes_of_shares_alone_are_read_by_the_key(tmp_path):
    names = ("BRK.A", "BRK.B", "BF.A", "BF.B")
    frame = PRICES.assign(DDD=PRICES["AAA"] ** 2).set_axis(names, axis="columns")
    block = wide(tmp_path / "x.csv", frame)
    refused(block, "or write index: [] if every column is a share")
    read(block | {"index": []}, names, returns=np.column_stack([RETURNS, 2 * RETURNS[:, 0]]))


def test_a_share_beside_what_is_computed_from_it_is_no_several_shares(tmp_path):
    one = table(QUANTMOD, "{0}.{1}").iloc[:, :6]
    others = {
        "dn": 0.9 * PRICES["AAA"],
        "mavg": PRICES["AAA"].rolling(3, 1).mean(),
        "direction": "Increasing",
    }
    block = wide(tmp_path / "x.csv", one.assign(**others))
    for key in ({}, {"exclude": ["direction"]}):
        refused(
            block | key, "fields of AAA: put one such file per share into a folder and write array: Close"
        )
    chosen = {"variables": ["AAA.Close", "AAA.Adjusted"]}
    assert read_dataset("p", block | chosen).variables == ("AAA.Close", "AAA.Adjusted")
    (tmp_path / "shares").mkdir()
    for share in NAMES:
        each = table(QUANTMOD, "{0}.{1}").filter(like=share).assign(**others)
        each.to_csv(tmp_path / f"shares/{share}.csv")
    read({"kind": "prices", "path": str(tmp_path / "shares"), "array": "Close"}, power=4)


def test_adjusted_prices_alone_are_not_read_as_others(tmp_path):
    for share in NAMES:
        frame = pd.DataFrame({"Open": PRICES[share], "Adj Close": PRICES[share], "Adj Open": PRICES[share]})
        frame.to_csv(tmp_path / f"{share}.csv")
    refused({"kind": "prices", "path": str(tmp_path), "array": "Close"}, "must hold the array Close, but")


def test_columns_beside_shares_with_fields_are_named_to_be_excluded(tmp_path):
    frame = table(QUANTMOD, "{0}.{1}").assign(VIX=PRICES["AAA"] ** 3, mavg=PRICES["BBB"])
    block = wide(tmp_path / "x.csv", frame)
    message = refused(block, "are fields of AAA, BBB, CCC: write exclude: [VIX, mavg] and array: Close")
    keys = re.search(r"write (exclude: .*) and (array: \w+)", message).groups()
    read(block | yaml.safe_load("\n".join(keys)), power=4, decision="left out VIX, mavg: named under exclude")
    refused(block | {"exclude": ["VIX"]}, "exclude: [mavg]")


@pytest.mark.parametrize("file", ["x.csv", "x.parquet"])
@pytest.mark.parametrize(("share_first", "word"), list(product([True, False], ["PX_LAST", "USD", "Last"])))
def test_one_word_for_all_shares_in_a_header_of_two_levels_is_the_field(tmp_path, file, share_first, word):
    levels = [NAMES, [word]] if share_first else [[word], NAMES]
    frame = PRICES.set_axis(pd.MultiIndex.from_product(levels), axis="columns")
    read(wide(tmp_path / file, frame), decision=f"columns of {word} are read, one per share (array: {word})")


def lines(path, *header):
    """Write the prices under these lines of names, as terminals do."""
    path.write_text("\n".join(header) + "\n" + PRICES.to_csv(header=False))
    return {"kind": "prices", "path": str(path)}


def test_a_line_of_units_or_of_a_field_under_the_names_is_read(tmp_path):
    read(lines(tmp_path / "a.csv", "Date,AAA,BBB,CCC", "Dates,PX_LAST,PX_LAST,PX_LAST"))
    read(lines(tmp_path / "b.csv", "Date,AAA,BBB,CCC", "[-],USD,USD,USD"))
    equity = lines(tmp_path / "c.csv", ",AAA US,BBB US,CCC US", "Dates,PX_LAST,PX_LAST,PX_LAST")
    read(equity, ("AAA US", "BBB US", "CCC US"))


def test_units_that_differ_are_refused_with_the_line_to_delete(tmp_path):
    named = lines(tmp_path / "z.csv", "Date,Apple Inc,SAP,Coca Cola", ",USD,EUR,USD")
    refused(named, "array must name which of USD, EUR of", "for each of Apple Inc, SAP, Coca Cola")
    block = lines(tmp_path / "x.csv", "Date,AAA,BBB,CCC", ",USD,EUR,USD")
    refused(block, "array must name which of USD, EUR of", "or delete the line of the header")
    read(block | {"array": "USD"}, ("AAA", "CCC"), returns=RETURNS[:, ::2])
    read(lines(tmp_path / "y.csv", "Date,AAA,BBB,CCC"))


@pytest.mark.parametrize("share_first", [True, False])
def test_unknown_words_of_a_header_of_two_levels_need_the_key(tmp_path, share_first):
    levels = [NAMES, ["px", "qty"]] if share_first else [["px", "qty"], NAMES]
    frame = pd.DataFrame(index=PRICES.index, columns=pd.MultiIndex.from_product(levels), dtype=float)
    for share, (place, word) in product(NAMES, enumerate(["px", "qty"])):
        frame[(share, word) if share_first else (word, share)] = PRICES[share] ** (1 + place)
    block = wide(tmp_path / "x.csv", frame)
    refused(block, "which of px, qty of", "for each of AAA, BBB, CCC")
    read(block | {"array": "qty"}, power=2)
