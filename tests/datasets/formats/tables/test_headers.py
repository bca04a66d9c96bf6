"""Which first lines name columns, which hold data, and which are refused without a key of the config."""

import numpy as np
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.formats.tables.entries.number_format import NumberFormat
from rgcore.datasets.formats.tables.text.headers import count_header_lines
from rgcore.errors import InputError

RNG = np.random.default_rng(3)
DECIMALS = [[f"{number:.4f}" for number in row] for row in RNG.standard_normal((22, 7))]
COUNTS = [[str(number) for number in row] for row in RNG.poisson(1.5, (22, 7))]
RAMP = [[str(row + column) for column in range(7)] for row in range(1, 23)]
DAYS = [f"2021-01-{day:02d}" for day in range(1, 23)]


def lines(first, rows, labels=()):
    """Return the lines of a table: a first one, and rows cut to its length, after labels if there are any."""
    first = first.split(",")
    width = len(first) - bool(labels)
    rows = [row[:width] for row in rows]
    return (
        [first, *([label, *row] for label, row in zip(labels, rows, strict=True))]
        if labels
        else [first, *rows]
    )


def n_lines(table, header=None):
    return count_header_lines(table, NumberFormat(), header, "x.csv")


@pytest.mark.parametrize(
    "table",
    [
        lines("a,b,c", DECIMALS),
        lines("a,2,c", COUNTS),
        lines("a,,c", DECIMALS),
        lines("0,1,2", DECIMALS),
        lines("1,2,3,4,5,6,7", DECIMALS),
        lines("0,1,2,3,4,5,6", COUNTS),
        lines("roi,0.0,0.033,0.067,0.1", DECIMALS),
        lines("2021-01-01,2021-01-02", DECIMALS),
        lines(",1,2,3", DECIMALS, [str(row) for row in range(22)]),
        lines(",7,9", COUNTS, [str(row) for row in range(1, 23)]),
        lines("date,7", DECIMALS, [str(20210101 + row) for row in range(22)]),
        lines("name,group", [["x", "y"]] * 4),
        [["a"]],
    ],
)
def test_a_line_of_names_is_a_header(table):
    assert n_lines(table) == 1


@pytest.mark.parametrize(
    "table",
    [
        lines("0.3101,-1.5002,0.7003", DECIMALS),
        lines("0.3101,NA,0.7003", DECIMALS),
        lines("0,0,0", DECIMALS),
        lines("0,2,1", COUNTS),
        lines("0,3,0,1,1,0,2", COUNTS),
        lines("2,1,0", COUNTS),
        lines("2020-12-31,0.5,1.5", DECIMALS, DAYS),
        lines("True,0.5", [["False", "1.5"]] * 22),
        lines("0.2501", DECIMALS),
        lines("1", COUNTS),
        [["1", "2"]],
    ],
)
def test_a_line_of_data_is_none(table):
    assert n_lines(table) == 0


@pytest.mark.parametrize(
    "table",
    [
        lines("12,15,17", DECIMALS),
        lines("1990,1991,1992", DECIMALS),
        lines("0,1", DECIMALS),
        lines("0,1", COUNTS),
        lines("0", DECIMALS),
        lines("0", COUNTS),
        lines("1,2,3", COUNTS),
        lines("1990,2000", COUNTS),
        lines("0.0,0.033,0.067,0.1,0.133", DECIMALS),
        lines("450.2,461.7,480.1,499.9,512.3,530.6", DECIMALS),
        lines("1,1,2,2", DECIMALS),
        lines("0.1,0.2,0.35", COUNTS),
        lines("0.1,0.2", DECIMALS),
        lines("bad,-0.31,0.42,0.11", DECIMALS),
        lines("0,1,2,3,4,5,6", RAMP),
    ],
)
def test_a_line_that_may_be_either_is_refused_until_the_config_says(table):
    with pytest.raises(InputError, match="write header: true if these are names, or header: false"):
        n_lines(table)
    assert n_lines(table, True) == 1
    assert n_lines(table, False) == 0


def test_names_may_go_over_several_lines():
    above = [["Price", "Close", "Close", "Volume"], ["Ticker", "A", "B", "A"], ["Date", "", "", ""]]
    rows = [[day, *row[:3]] for day, row in zip(DAYS, DECIMALS, strict=True)]
    assert n_lines([*above, *rows]) == 3
    assert n_lines([["t", "a", "b"], ["s", "mV", "mV"], *(row[:3] for row in DECIMALS)]) == 2
    assert n_lines([["a", "b", "c"], ["NA", "", "NA"], *(row[:3] for row in DECIMALS)]) == 1
    assert n_lines([above[0], [DAYS[0], "", "", ""], *rows]) == 1


def test_a_line_of_accepted_and_rejected_cells_is_selected_by(tmp_path):
    rng = np.random.default_rng(3)
    values = rng.normal(size=(40, 4)).round(4)
    status = ["accepted", "rejected", "undecided", "accepted"]
    lines = [" , C0, C1, C2, C3", f"Time(s)/Cell Status, {', '.join(status)}"]
    lines += [f"{0.1 * row:.1f},{','.join(map(str, each))}" for row, each in enumerate(values)]
    (tmp_path / "traces.csv").write_text("\n".join(lines) + "\n")
    block = {"kind": "matrix", "path": str(tmp_path / "traces.csv"), "index": "Unnamed: 0"}
    with pytest.raises(
        InputError, match=r"column status \(2 accepted, 1 rejected, 1 undecided\).*status: accepted\}"
    ):
        read_dataset("x", block)
    check_before_run("x", block | {"select": {"status": "accepted"}})
    found = read_dataset("x", block | {"select": {"status": "accepted"}})
    assert found.variables == ("C0", "C3")
    np.testing.assert_array_equal(found.samples, values[:, [0, 3]])
