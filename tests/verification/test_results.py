"""Every table and figure of a run has a verdict, in the way that its seed and processor allow."""

from pathlib import Path

import pytest

from rgcore.errors import InputError
from rgcore.verification import parts, results
from rgcore.verification.parts import parts_of_run
from rgcore.verification.results import check_verdicts, verdicts

from .made_up import part, reference, run

NAMES = ("first", "second", "last")


@pytest.fixture
def compared(monkeypatch):
    """Give the verdicts on a run of three tables of one seed, beside three runs of the reference."""
    known = reference(*([part(run(seed), name=name) for name in NAMES] for seed in (0, 1, 2)))
    monkeypatch.setattr(results, "read_reference", lambda folder: known)

    def found(frames, seed):
        own = [part(frame, name=name) for name, frame in zip(NAMES, frames, strict=True)]
        monkeypatch.setattr(results, "parts_of_run", lambda frames: iter(own))
        return list(verdicts({}, known.about, Path(), here=known.about.arithmetic, root_seed=seed))

    return found


@pytest.mark.parametrize(("seed", "way"), [(0, "bits"), (5, "errors")])
def test_every_part_is_compared_in_the_way_of_its_seed(compared, seed, way):
    found = compared([run(seed)] * 3, seed)
    assert [(each.part, each.way, bool(each.faults)) for each in found] == [
        (name, way, False) for name in NAMES
    ]


@pytest.mark.parametrize("place", range(3))
def test_a_fault_of_any_part_is_the_sentence_of_the_run(compared, place):
    frames = [run(0)] * 3
    frames[place] = run(0).assign(n_samples=999)
    about = reference(part(run(0)), part(run(1))).about
    with pytest.raises(
        InputError, match=f"1 of 3 tables and figures differ .* is {NAMES[place]}, which has 999"
    ):
        check_verdicts(compared(frames, 0), about)
    assert check_verdicts(compared([run(0)] * 3, 0), about).startswith("All 3 tables and figures agree")


def test_the_parts_of_a_run_are_all_tables_and_all_figures(monkeypatch):
    monkeypatch.setattr(parts, "table_part", lambda name, frame: (name, frame))
    monkeypatch.setattr(parts, "_figure_part", lambda name, frames: f"figure {name}")
    names = [table.name for table in parts.tables()]
    found = list(parts_of_run({name: f"rows of {name}" for name in names}))
    assert found[: len(names)] == [(name, f"rows of {name}") for name in names]
    assert found[len(names) :] == [f"figure {name}" for name in parts.figure_cards()]
    assert len(names) > 60
