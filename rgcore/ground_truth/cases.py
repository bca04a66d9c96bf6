"""Which data: phi^4 fields on a lattice, the same on rotated variables, Ising spins. Nothing is drawn here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rgcore.errors import InputError

__all__ = ["FieldCase", "SpinCase", "case_of", "known_cases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCase:
    """A phi^4 field.

    Attributes
    ----------
    dimension, side : int
        1 to 4, and at least 2.
    mass : float
        Positive: the mass that the field has to one loop (the inverse of the largest variance); r follows from it.
    u : float
        Bare coupling, at least 0; 0 is the free field.
    eigenvectors : "fourier" or "haar"
        "fourier": variables are the sites of the lattice. "haar": the same eigenvalues with eigenvectors drawn
        uniformly among the orthogonal matrices, the quartic term local in the new variables; not for the free field.
    n_samples : int
        Configurations to draw, more than there are sites and at least 200.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    dimension: int
    side: int
    mass: float
    u: float = 0.0
    eigenvectors: str = "fourier"
    n_samples: int = 20_000

    def __post_init__(self) -> None:
        if self.n_samples < max(200, self.n_sites + 1):
            raise InputError(
                f"a field needs at least 200 samples and more than sites, got {self.n_samples} of {self.n_sites} sites"
            )
        known = self.eigenvectors == "fourier" or (self.eigenvectors == "haar" and self.u > 0)
        if not (1 <= self.dimension <= 4 and self.mass > 0 and self.u >= 0 and known):
            raise InputError(
                f"a field needs dimension 1 to 4, a positive mass, u of at least 0 and eigenvectors fourier, or haar "
                f"with u above 0, got {self}"
            )

    @property
    def n_sites(self) -> int:
        """Number of variables."""
        return self.side**self.dimension

    @property
    def kind(self) -> str:
        """One of "free", "phi4" (on the lattice) and "rotated" (Haar eigenvectors)."""
        if self.u == 0:
            return "free"
        return "rotated" if self.eigenvectors == "haar" else "phi4"

    @property
    def name(self) -> str:
        """Kind, dimension, side and coupling, such as ``phi4_d2_side16_u0.5``."""
        place = f"{self.kind}_d{self.dimension}_side{self.side}"
        return place if self.u == 0 else f"{place}_u{self.u:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinCase:
    """Configurations of the square-lattice Ising model; temperature in J/k_B."""

    side: int
    temperature: float
    n_samples: int = 20_000

    @property
    def n_sites(self) -> int:
        """Number of variables."""
        return self.side**2

    @property
    def kind(self) -> str:
        """Always "ising"."""
        return "ising"

    @property
    def name(self) -> str:
        """Side and temperature, such as ``ising_side16_T2.26919``."""
        return f"ising_side{self.side}_T{self.temperature:g}"


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
