"""The table of docs/gaps.md is what its command prints."""

import re
from pathlib import Path

import numpy as np

from rgcore.ground_truth.flow_with_gaps import SHARES, flow_with_gaps, generated_samples, main
from rgcore.rng import stream

PAGE = Path(__file__).parents[2] / "docs/gaps.md"
ROW = re.compile(r"^\| returns \| scattered \| 2 % \| (\w+) \| (\d+) \| (.*) \|$", re.MULTILINE)


def test_the_first_rows_of_the_page_are_computed_again():
    found = flow_with_gaps(
        generated_samples("returns"), SHARES[:1], rng=stream(3, data="returns", gaps="scattered")
    ).set_index("treatment")
    printed = ROW.findall(PAGE.read_text("utf-8"))
    assert [name for name, *_ in printed] == list(found.index) == ["drop_samples", "pairwise", "em"]
    for name, n_samples, cells in printed:
        changes = [float(cell.partition("(")[0]) for cell in cells.split(" | ")]
        np.testing.assert_allclose(
            100 * found.loc[name, ["1.0", "0.5", "0.1"]].to_numpy(float), changes, atol=0.15
        )
        errors = [float(cell.partition("(")[2].partition(")")[0]) for cell in cells.split(" | ")]
        scatter = found.loc[name, ["1.0_err", "0.5_err", "0.1_err"]].to_numpy(float)
        np.testing.assert_allclose(100 * scatter, errors, atol=0.06)
        assert abs(found.loc[name, "n_samples"] - int(n_samples)) < 1


def test_the_page_has_every_row_that_is_printed(monkeypatch, capsys):
    few = np.random.default_rng(1).standard_normal((300, 3))
    monkeypatch.setattr("rgcore.ground_truth.flow_with_gaps.generated_samples", lambda name: few)
    main()
    first_cells = [
        line.split(" | ")[:4] for line in capsys.readouterr().out.splitlines() if " none " not in line
    ]
    on_page = [line.split(" | ")[:4] for line in PAGE.read_text("utf-8").splitlines()]
    assert len(first_cells) == 38
    assert all(cells in on_page for cells in first_cells[2:])
