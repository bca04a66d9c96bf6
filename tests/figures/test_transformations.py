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
    places = np.array([place.centre for place in label_places([label] * 3)])
    for x, y in places:
        assert sets_at(x, y) == members
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    apart = np.abs(places[:, None] - places[None])[~np.eye(3, dtype=bool)]
    assert ((apart[:, 0] > 0.045) | (apart[:, 1] > 0.025)).all()


def sets_around(x, y, reach=0.01):
    """Regions met on a circle about a point: those on both sides of every edge that the point is on."""
    angles = 2 * np.pi * np.arange(48) / 48
    return {sets_at(x + reach * np.cos(angle), y + reach * np.sin(angle)) for angle in angles}


@pytest.mark.parametrize("members", REGIONS)
def test_a_name_is_on_the_edges_of_exactly_the_sets_it_is_near_to_or_has_lines_to_them(members):
    for near in [each for each in REGIONS if sum(each) <= 1]:
        (place,) = label_places([VennLabel(members=members, near=near, width=0.05, height=0.03)])
        around = sets_around(*place.centre)
        on_edge = tuple(len({each[which] for each in around}) == 2 for which in range(4))
        assert all(sets_at(*place.centre)[each] == members[each] for each in range(4) if not on_edge[each])
        if not place.ends:
            assert on_edge == near
        else:
            assert on_edge == NOWHERE_NEAR
            assert sorted(place.ends) == [which for which in range(4) if near[which]]
        for which, end in place.ends.items():
            around = sets_around(*end)
            assert [len({each[k] for each in around}) == 2 for k in range(4)] == [
                k == which for k in range(4)
            ]


def test_two_regions_without_a_common_edge_have_a_line_between_them():
    near_good, near_rg = (False, False, False, True), (True, False, False, False)
    for members, near in [((False, True, False, False), near_good), ((True, False, True, False), near_rg)]:
        (place,) = label_places([VennLabel(members=members, near=near, width=0.05, height=0.03)])
        assert sets_at(*place.centre) == members
        assert list(place.ends) == [near.index(True)]
        (end,) = place.ends.values()
        assert np.hypot(*np.subtract(end, place.centre)) < 0.25


def test_a_name_without_a_common_edge_is_drawn_with_a_line():
    ax = Figure().add_subplot()
    draw_sets(pd.DataFrame([row("far", (-3.0, 3.0, -3.0, -0.3))]), ax)
    line, end = ax.lines
    assert sets_at(line.get_xdata()[0], line.get_ydata()[0]) == (False, True, False, False)
    assert (end.get_xdata()[0], end.get_ydata()[0]) == (line.get_xdata()[1], line.get_ydata()[1])


def test_no_name_covers_another_where_many_are_in_one_corner():
    corner, good = (True, False, True, True), (True, False, False, True)
    labels = [
        *[
            VennLabel(members=corner, near=NOWHERE_NEAR, width=0.09, height=0.03 + 0.018 * n)
            for n in range(2)
        ],
        *[VennLabel(members=good, near=NOWHERE_NEAR, width=0.09, height=0.03) for _ in range(2)],
        VennLabel(members=good, near=(False, False, False, True), width=0.07, height=0.047),
        VennLabel(members=good, near=(False, False, True, True), width=0.07, height=0.065),
    ]
    places = label_places(labels)
    for one, (label, place) in enumerate(zip(labels, places, strict=True)):
        if not any(label.near):
            assert sets_around(*place.centre) == {label.members}
        for other, beside in zip(labels[:one], places[:one], strict=True):
            apart = np.abs(np.subtract(place.centre, beside.centre))
            sizes = np.array([label.width + other.width, label.height + other.height]) / 2
            assert (apart > sizes - 0.01).any()


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
