"""Which data: phi^4 fields on a lattice, the same on rotated variables, Ising spins. Nothing is drawn here."""

from collections.abc import Mapping, Sequence

from rgcore.errors import InputError

__all__ = ["FREE", "ISING", "ON_LATTICE", "ROTATED", "kind_of", "known_cases", "name_of", "sites_of"]

FREE, ON_LATTICE, ROTATED, ISING = "free", "phi4", "rotated", "ising"
"""Kinds of cases: the free field, phi^4 on the lattice, phi^4 with Haar eigenvectors, Ising spins."""


def kind_of(case: Mapping[str, object]) -> str:
    """Return the kind of a case with the given attributes: FREE, ON_LATTICE, ROTATED or ISING."""
    if "temperature" in case:
        return ISING
    if case["u"] == 0:
        return FREE
    return ROTATED if case["eigenvectors"] == "haar" else ON_LATTICE


def name_of(case: Mapping[str, object]) -> str:
    """Return kind, size and coupling or temperature, such as ``phi4_d2_side16_u0.5`` or ``ising_side16_T2.26919``."""
    if "temperature" in case:
        return f"ising_side{case['side']}_T{case['temperature']:g}"
    place = f"{kind_of(case)}_d{case['dimension']}_side{case['side']}"
    return place if case["u"] == 0 else f"{place}_u{case['u']:g}"


def sites_of(case: Mapping[str, object]) -> int:
    """Return the number of variables of a case."""
    return case["side"] ** case.get("dimension", 2)


def known_cases(
    fields: Sequence[Mapping[str, object]], spins: Mapping[str, object]
) -> dict[str, dict[str, object]]:
    """Return the attributes of every case by its name, from the blocks ``fields`` and ``spins`` of the config.

    A field is a case per entry of its ``couplings``, spins are a case per entry of ``temperatures``.

    Raises
    ------
    InputError
        If two cases have the same name.
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
        name = name_of(values)
        if name in cases:
            raise InputError(
                f"cases must differ in kind, dimension, side, coupling or temperature, {name} occurs twice"
            )
        cases[name] = values
    return cases
