"""The Venn diagram puts each transformation into the region of its margins, and on a boundary where a limit is near."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from rgcore.figures.kit.venn import HEIGHT, WIDTH, VennLabel, in_ellipse, label_places
from rgcore.figures.theory.fig5_transformations import draw_margins, draw_sets
from rgcore.selection.set_diagram import SETS, placements
from rgcore.words.theory.fig5_transformations import seen

REGIONS = list(product([False, True], repeat=4))
NOWHERE_NEAR = (False,) * 4


def row(name, margins, coupling=0.4):
    return {
        "transformation": name,
        "size": 8,
        "coupling": coupling,
        **dict(zip(SETS, margins, strict=True)),
        "sensitivity": 1.0,
    }


def one_row_per_region():
    return pd.DataFrame(
        [row(f"t{n:02d}", [3.0 if member else -3.0 for member in region]) for n, region in enumerate(REGIONS)]
    )


def sets_at(x, y):
    return tuple(bool(in_ellipse(x, y, which)) for which in range(4))


@pytest.mark.parametrize("members", REGIONS)
def test_every_region_has_room_for_three_names_well_apart(members):
    label = VennLabel(members=members, near=NOWHERE_NEAR, width=0.05, height=0.03)
    places = label_places([label] * 3)
    for x, y in places:
        assert sets_at(x, y) == members
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    apart = np.abs(places[:, None] - places[None])[~np.eye(3, dtype=bool)]
    assert ((apart[:, 0] > 0.045) | (apart[:, 1] > 0.025)).all()


@pytest.mark.parametrize("which", range(4))
def test_a_name_near_a_limit_is_centred_on_the_boundary_of_that_set(which):
    near = tuple(each == which for each in range(4))
    members = (True, True, True, True)
    ((x, y),) = label_places([VennLabel(members=members, near=near, width=0.05, height=0.03)])
    around = {sets_at(x + dx, y + dy)[which] for dx in (-0.02, 0, 0.02) for dy in (-0.02, 0, 0.02)}
    assert around == {True, False}
    others = [each for each in range(4) if each != which]
    assert [sets_at(x, y)[each] for each in others] == [members[each] for each in others]


def test_each_name_stands_in_the_region_of_its_margins():
    ax = Figure().add_subplot()
    draw_sets(one_row_per_region(), ax)
    names = {text.get_text(): text.get_position() for text in ax.texts if text.get_text().startswith("t")}
    assert len(names) == 16
    for name, (x, y) in names.items():
        assert sets_at(x, y) == REGIONS[int(name[1:])]


def test_a_transformation_on_both_sides_of_a_limit_is_near_it_and_stands_once():
    margins = (3.0, -3.0, 3.0)
    rows = pd.DataFrame([row("changing", (3.0, -3.0, 3.0, last), n) for n, last in enumerate(margins)])
    (found,) = placements(rows)
    assert found.members == (True, False, True, True)
    assert found.near == (False, False, False, True)


@pytest.mark.parametrize(("margin", "near"), [(0.99, True), (1.01, False), (-0.99, True), (-1.01, False)])
def test_a_margin_below_the_sensitivity_is_near(margin, near):
    (found,) = placements(pd.DataFrame([row("x", (margin, 3.0, 3.0, 3.0))]))
    assert found.near == (near, False, False, False)
    assert found.members[0] == (margin > 0)


def test_margins_are_drawn_filled_inside_and_open_outside():
    ax = Figure().add_subplot()
    draw_margins(pd.DataFrame([row("a", (0.5, 1, 1, 1)), row("b", (-0.7, 1, 1, 1))]), ax, "rg_margin")
    drawn = {
        line.get_markerfacecolor() == "white": line.get_xdata()[0]
        for line in ax.lines
        if len(line.get_xdata()) == 1 and line.get_marker() == "o"
    }
    assert drawn == {False: 0.5, True: -0.7}


def test_the_caption_follows_the_margins():
    rows = one_row_per_region()
    inside = rows.iloc[[15]].assign(transformation="decimation")
    outside = rows.iloc[[0]].assign(transformation="decimation")
    none_near = "No membership changes if all limits are moved by a factor of 10 either way."
    assert seen({"vrg_criteria": inside}) == f"In all four sets: decimation. {none_near}"
    assert seen({"vrg_criteria": outside}) == f"In none of the sets: decimation. {none_near}"
    assert seen({"vrg_criteria": rows.iloc[[9]]}).startswith("In RG and good only: t09.")
    near = seen({"vrg_criteria": inside.assign(good_margin=0.3)})
    assert near.endswith(
        "A factor of 10 in the limits, or the coupling, decides the membership of good: decimation."
    )
