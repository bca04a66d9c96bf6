"""Which data: phi^4 fields on a lattice, the same on rotated variables, Ising spins. Nothing is drawn here."""

from collections.abc import Mapping, Sequence

from rgcore.errors import InputError
from rgcore.ground_truth.settings import FieldCase, SpinCase

__all__ = ["case_of", "known_cases"]


def case_of(values: Mapping[str, object]) -> FieldCase | SpinCase:
    """Return the case with the given attributes: spins if a temperature is among them, else a field."""
    return SpinCase(**values) if "temperature" in values else FieldCase(**values)


def known_cases(
    fields: Sequence[Mapping[str, object]], spins: Mapping[str, object]
) -> dict[str, dict[str, object]]:
    """Return the attributes of every case by its name, from the blocks ``fields`` and ``spins`` of the config.

    A field is a case per entry of its ``couplings``, spins are a case per entry of ``temperatures``.

    Raises
    ------
    InputError
        If a case is impossible, or two have the same name.
    """
    given = [
        {**{name: value for name, value in block.items() if name != "couplings"}, "u": float(u)}
        for block in fields
        for u in block["couplings"]
    ]
    given += [
        {"side": spins["side"], "temperature": float(temperature), "n_samples": spins["n_samples"]}
        for temperature in spins["temperatures"]
    ]
    cases: dict[str, dict[str, object]] = {}
    for values in given:
        name = case_of(values).name
        if name in cases:
            raise InputError(
                f"cases must differ in kind, dimension, side, coupling or temperature, {name} occurs twice"
            )
        cases[name] = values
    return cases
