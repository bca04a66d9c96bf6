"""A mistake in settings becomes one sentence that names the place, what must hold and what was found."""

from typing import Annotated, Literal, Self

import pytest
from pydantic import Field, ValidationError, field_validator, model_validator

from rgcore.errors import InputError
from rgcore.settings import CountOrFraction, DecimalText, Distinct, OneOf, Settings, Several, read_settings


class Cells(Settings):
    """Recorded cells."""

    kind: Literal["counts", "binary"] = Field(description="what a bin holds")
    bin_width: float = Field(gt=0, description="width of the bins in seconds.")


class Walks(Settings):
    """Random walks."""

    kind: Annotated[str, OneOf(lambda: ["walk", "flight"])] = Field(description="what is drawn")
    n_steps: int = Field(ge=1, lt=100, description="steps of a walk")


class Run(Settings):
    """Every kind of declaration once."""

    temperatures: Several[DecimalText] = Field(description="of the heat bath")
    kept: Distinct[Annotated[float, Field(gt=0, le=1)]] = Field(description="shares of the modes")
    first: int = Field(ge=0, description="first sample")
    last: int = Field(description="last sample")
    rate: float | None = Field(gt=0, description="step, or null")
    name: Annotated[str, Field(pattern="^[a-z]+$", examples=["cells"])]
    cells: Cells | None
    sets: dict[
        Annotated[str, Field(pattern="^[a-z]+$", examples=["mine"], description="small letters")],
        Walks | None,
    ]

    @field_validator("kept")
    @classmethod
    def _falls(cls, kept: tuple) -> tuple:
        if list(kept) != sorted(kept, reverse=True):
            raise ValueError(f"must fall, but it is {list(kept)}")
        return kept

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise ValueError(f"first must be at most last = {self.last}, but it is {self.first}")
        return self


GOOD = {
    "temperatures": ["2.0", "2.5"],
    "kept": [1, 0.5],
    "first": 3,
    "last": 5,
    "rate": None,
    "name": "walks",
    "cells": {"kind": "counts", "bin_width": 0.1},
    "sets": {"mine": {"kind": "walk", "n_steps": 4}, "other": None},
}


def test_values_of_a_file_become_typed():
    run = read_settings(Run, GOOD, source="config")
    assert run.temperatures == ("2.0", "2.5")
    assert run.kept == (1.0, 0.5)
    assert run.cells == Cells(kind="counts", bin_width=0.1)
    assert run.sets == {"mine": Walks(kind="walk", n_steps=4), "other": None}


class Modes(Settings):
    """Counts and fractions."""

    kept: Distinct[Annotated[float, CountOrFraction(least=1)]]


def test_an_integer_stays_a_count_and_a_float_a_fraction():
    kept = read_settings(Modes, {"kept": [1, 1.0, 0.5, 7]}).kept
    assert [(type(each), each) for each in kept] == [(int, 1), (float, 1.0), (float, 0.5), (int, 7)]


@pytest.mark.parametrize("wrong", [0, 0.0, 1.5, -1, -0.5, True, None, "1", float("nan"), float("inf")])
def test_what_is_neither_a_count_nor_a_fraction_is_refused(wrong):
    with pytest.raises(InputError, match=r"kept\[0\] must be"):
        read_settings(Modes, {"kept": [wrong]})


MISTAKES = [
    ({"frist": 1}, "unknown key 'frist': did you mean 'first'?"),
    ({"zzz": 1, "first": -1}, "unknown key 'zzz': the nearest is 'temperatures' of cells, first, kept, "),
    ({"bin_widht": 2}, "unknown key 'bin_widht': did you mean 'cells.bin_width'?"),
    ({"cells": {"kind": "counts", "bin_width": 1, "bin_widht": 2}}, "unknown key 'bin_widht' in cells: did"),
    ({"cells": {"kind": "counts"}}, "cells needs the key 'bin_width'"),
    ({"cells": {"kind": "count", "bin_width": 1}}, "cells.kind must be one of counts, binary (did you mean "),
    (
        {"cells": {"kind": "counts", "bin_width": 0}},
        "cells.bin_width must be greater than 0, but it is 0 (width of the bins in seconds)",
    ),
    ({"cells": 3}, "cells must be of type mapping or null, but it is 3"),
    (
        {"temperatures": [2.0]},
        "temperatures[0] must be of type string, but it is 2.0 (a decimal number in quo",
    ),
    (
        {"temperatures": ["1", "2x"]},
        "temperatures[1] must look like '2.45', but it is '2x' (a decimal number",
    ),
    ({"temperatures": "2.0"}, "temperatures must be of type list, but it is '2.0' (of the heat bath)"),
    ({"temperatures": []}, "temperatures must have at least 1 entry, but it is [] (of the heat bath)"),
    ({"kept": [1, 2]}, "kept[1] must be at most 1, but it is 2 (shares of the modes)"),
    ({"kept": [1, True]}, "kept[1] must be of type number, but it is True"),
    ({"kept": [0.5, 0.5]}, "kept must hold no entry twice, but 0.5 comes twice"),
    ({"kept": [0.5, 1]}, "kept must fall, but it is [0.5, 1.0]"),
    ({"first": -1}, "first must be at least 0, but it is -1 (first sample)"),
    ({"first": 3.0}, "first must be of type integer, but it is 3.0 (first sample)"),
    ({"first": True}, "first must be of type integer, but it is True (first sample)"),
    ({"first": "3"}, "first must be of type integer, but it is '3' (first sample)"),
    ({"first": 9}, "first must be at most last = 5, but it is 9"),
    ({"rate": float("nan")}, "rate must be a finite number, but it is nan (step, or null)"),
    ({"rate": "fast"}, "rate must be of type number or null, but it is 'fast' (step, or null)"),
    ({"name": "Walks"}, "name must look like 'cells', but it is 'Walks'"),
    (
        {"sets": {"mine": {"kind": "wolk", "n_steps": 3}}},
        "sets.mine.kind must be one of walk, flight (did you mean 'walk'?), but it is 'wolk' (what is drawn)",
    ),
    ({"sets": {"mine": {"n_steps": 3}}}, "sets.mine needs the key 'kind'"),
    ({"sets": {"mine": {"kind": "walk", "n_steps": 100}}}, "sets.mine.n_steps must be less than 100, but it"),
    (
        {"sets": {"mine": {"kind": "walk", "n_step": 9}}},
        "unknown key 'n_step' in sets.mine: did you mean 'n_",
    ),
    ({"sets": {"Mine": None}}, "sets.Mine must look like 'mine', but it is 'Mine' (small letters)"),
]


@pytest.mark.parametrize(("change", "sentence"), MISTAKES)
def test_a_mistake_gets_one_sentence(change, sentence):
    for read, start in (
        (lambda values: read_settings(Run, values, source="config"), "config: "),
        (lambda values: Run(**values), "Run: "),
    ):
        with pytest.raises(InputError) as caught:
            read(GOOD | change)
        assert str(caught.value).startswith(start + sentence)
        assert "\n" not in str(caught.value)


def test_a_missing_key_is_named():
    with pytest.raises(InputError, match="Run: the key 'first' is missing"):
        Run(**{name: value for name, value in GOOD.items() if name != "first"})


def test_settings_are_changed_in_a_copy_that_is_checked():
    cells = Cells(kind="counts", bin_width=0.1)
    assert (cells.changed(bin_width=0.2).bin_width, cells.bin_width) == (0.2, 0.1)
    with pytest.raises(InputError, match="Cells: bin_width must be greater than 0, but it is -1"):
        cells.changed(bin_width=-1)
    with pytest.raises(ValidationError, match="frozen"):
        cells.bin_width = 1.0
