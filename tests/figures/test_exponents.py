"""Exact and known exponents are drawn where they hold, and nowhere else."""

import pandas as pd

from rgcore.figures import draw_figure


def test_no_exact_exponent_is_drawn_where_the_temperature_is_not_critical(larger_tables):
    rows = larger_tables["mcrg"]
    near, far = (
        [line.get_label() for ax in draw_figure("mcrg", {"mcrg": table}).axes for line in ax.lines]
        for table in (rows, rows.assign(exponent_exact=float("nan")))
    )
    assert any(label.startswith("exact") for label in near)
    assert not any(label.startswith("exact") for label in far)


def test_approximations_have_a_measured_point_beside_them_only_at_the_critical_temperature(larger_tables):
    far = larger_tables["mcrg"].assign(exponent_exact=float("nan"))
    near, away = (
        [
            label
            for ax in draw_figure("vrg_exponents", tables).axes
            for label in ax.get_legend_handles_labels()[1]
        ]
        for tables in (larger_tables, {**larger_tables, "mcrg": far})
    )
    assert "measured" in near
    assert "measured" not in away


def test_known_exponents_are_written_beside_their_marks(minimal_tables):
    rows = minimal_tables["landau_exponents"]
    rows = rows[rows["dimension"] == rows["dimension"].min()]
    plane = rows.assign(dimension=2.0, known=1.0, source="exact")
    space = rows.assign(dimension=3.0, known=0.629971, source="arXiv:1603.04436")
    tables = {**minimal_tables, "landau_exponents": pd.concat([plane, space], ignore_index=True)}
    (ax,) = [ax for ax in draw_figure("landau_flow", tables).axes if "exponent" in ax.get_title(loc="left")]
    assert [text.get_text() for text in ax.texts] == ["1", "0.62997"]
    known = {line.get_label(): line.get_xydata().tolist() for line in ax.lines}
    assert known["exact"] == [[2.0, 1.0]]
    assert known["best known"] == [[3.0, 0.629971]]
