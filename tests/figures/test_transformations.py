"""The Venn diagram puts each transformation into the region of its booleans."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from rgcore.figures.kit.venn import HEIGHT, WIDTH, in_ellipse, places_in_region
from rgcore.figures.theory.fig5_transformations import draw_sets
from rgcore.selection.set_diagram import SETS, placements
from rgcore.words.theory.fig5_transformations import seen

REGIONS = list(product([False, True], repeat=4))


def one_row_per_region():
    rows = [
        {"transformation": f"t{n:02d}", **dict(zip(SETS, region, strict=True))}
        for n, region in enumerate(REGIONS)
    ]
    return pd.DataFrame(rows).assign(size=8, coupling=0.4)


@pytest.mark.parametrize("members", REGIONS)
def test_every_region_has_places_for_three_numbers_well_apart(members):
    places = places_in_region(members, 3)
    for x, y in places:
        assert tuple(bool(in_ellipse(x, y, which)) for which in range(4)) == members
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    gaps = np.hypot(*(places[:, None] - places[None]).T)[~np.eye(3, dtype=bool)]
    assert gaps.min() > 0.035


def test_each_number_stands_in_the_region_of_its_booleans():
    ax = Figure().add_subplot()
    draw_sets(one_row_per_region(), ax)
    numbers = {int(text.get_text()): text.get_position() for text in ax.texts if text.get_text().isdigit()}
    assert sorted(numbers) == list(range(1, 17))
    for number, (x, y) in numbers.items():
        assert tuple(bool(in_ellipse(x, y, which)) for which in range(4)) == REGIONS[number - 1]


def test_a_transformation_that_changes_its_region_stands_in_both():
    rows = one_row_per_region().iloc[[0, 0, 15]].assign(transformation="changing")
    found = placements(rows)
    assert [(p.members, p.n_found) for p in found] == [((True,) * 4, 1), ((False,) * 4, 2)]
    assert found[1].label("changing") == "changing (2 of 3 cases)"


def test_the_caption_follows_the_booleans():
    rows = one_row_per_region()
    inside = rows.iloc[[15]].assign(transformation="decimation")
    outside = rows.iloc[[0]].assign(transformation="decimation")
    assert seen({"vrg_exactness": inside}) == "In all four sets: decimation."
    assert seen({"vrg_exactness": outside}) == "In none of the sets: decimation."
    assert seen({"vrg_exactness": rows.iloc[[9]]}) == "In RG and good only: t09."
