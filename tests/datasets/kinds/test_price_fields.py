"""Long tables whose rows hold open, high, low and close in turn: refused with what to do, and read once it is done."""

import re

import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

from .price_files import RETURNS, fields

ROWS = (
    fields().rename_axis(columns=["field", "symbol"]).stack(["field", "symbol"]).rename("value").reset_index()
)


def saved(path, table):
    table.to_csv(path, index=False)
    return {"kind": "prices", "path": str(path)}


@pytest.mark.parametrize("names", [("symbol", "field"), ("asset", "item"), ("which", "what")])
def test_rows_of_several_fields_are_refused_with_the_rows_to_keep(tmp_path, names):
    frame = ROWS.rename(columns=dict(zip(("symbol", "field"), names, strict=True)))
    keys = {"ticker": "which"} if "which" in names else {}
    block = saved(tmp_path / "x.csv", frame) | keys
    with pytest.raises(
        InputError, match=f"column {names[1]} names what each row holds .Volume, Close, High"
    ) as caught:
        read_dataset("p", block)
    kept = eval(re.search(r"in pandas (frame\[.*\])$", str(caught.value))[1])
    np.testing.assert_allclose(
        read_dataset("p", saved(tmp_path / "x.csv", kept) | keys).samples, RETURNS, rtol=0, atol=1e-14
    )


def test_fields_of_one_share_are_no_shares(tmp_path):
    one = ROWS[ROWS["symbol"] == "AAA"].drop(columns="symbol")
    with pytest.raises(InputError, match=r"column field names the fields of one .* and write array: Close$"):
        read_dataset("p", saved(tmp_path / "x.csv", one))
    (tmp_path / "shares").mkdir()
    for share, rows in ROWS.groupby("symbol"):
        table = rows.pivot(index="date", columns="field", values="value").reset_index()
        saved(tmp_path / f"shares/{share}.csv", table)
    block = {"kind": "prices", "path": str(tmp_path / "shares"), "array": "Close"}
    np.testing.assert_allclose(read_dataset("p", block).samples, RETURNS, rtol=0, atol=1e-14)
