"""How reproducible the numbers of a table are: declared once per table, compared by verification.

A run may be repeated on the same kind of processor with the same libraries, on another one, where sums round in another
order, or with another root seed. What must be reproduced depends on how the numbers were obtained:

========= ============================== ============================= ==================
kind      same processor, same seed      other processor, same seed    other seed
========= ============================== ============================= ==================
exact     the same bits                  the same within a tolerance   as with the same
drawn     the same bits                  the same within a tolerance   within errors
sensitive the same bits                  within errors                 within errors
========= ============================== ============================= ==================

Training multiplies a difference in rounding by many powers of ten, so that a network trained on another processor is
another replica. The same holds for draws of a null that depend on eigenvectors of nearly equal eigenvalues.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["KINDS", "Repeatability", "drawn", "exact", "sensitive"]

KINDS = ("exact", "drawn", "sensitive")
"""From the most to the least reproducible class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeatability:
    """How reproducible the numbers of a table are.

    Attributes
    ----------
    kind : "exact", "drawn" or "sensitive"
        Computed without random numbers; from random numbers, but rounding errors stay small; or they grow large.
    rtol, atol : float
        Tolerance on another processor: atol + rtol |value|; of drawn tables, 1/1000 of a standard error is added.
    fixed : tuple of str
        Columns that the config alone decides. They are compared as those of an exact table.
    summarized : tuple of str
        Keys of rows that are compared together, such as the draws of a null: their number, and mean and standard
        deviation of each column.
    by_place : tuple of str
        Keys whose values depend on the root seed, such as a fraction of the variables that are not silent. Rows are
        then matched by the place of these values in their order, and some may be left over.
    numbering : tuple of str
        Columns that mean nothing beside another seed: numbers of things in an order that depends on it, and texts
        composed of other numbers.
    """

    kind: Literal["exact", "drawn", "sensitive"]
    rtol: float
    atol: float
    fixed: tuple[str, ...] = ()
    summarized: tuple[str, ...] = ()
    by_place: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Return the class and its exceptions as a clause."""
        exceptions = {
            "from the config alone": self.fixed,
            "summarized over": self.summarized,
            "matched by place in": self.by_place,
            "meaning nothing beside another seed": self.numbering,
        }
        parts = [f"{what}: {', '.join(columns)}" for what, columns in exceptions.items() if columns]
        return "; ".join([self.kind, *parts])


def exact(*, rtol: float = 1e-9, atol: float = 1e-12, summarized: tuple[str, ...] = ()) -> Repeatability:
    """Return the class of a table that is computed without random numbers."""
    return Repeatability(kind="exact", rtol=rtol, atol=atol, summarized=summarized)


def drawn(
    *,
    rtol: float = 1e-6,
    atol: float = 1e-12,
    fixed: tuple[str, ...] = (),
    summarized: tuple[str, ...] = (),
    by_place: tuple[str, ...] = (),
    numbering: tuple[str, ...] = (),
) -> Repeatability:
    """Return the class of a table that is computed from random numbers, but in which rounding errors stay small."""
    return Repeatability(
        kind="drawn",
        rtol=rtol,
        atol=atol,
        fixed=fixed,
        summarized=summarized,
        by_place=by_place,
        numbering=numbering,
    )


def sensitive(
    *,
    fixed: tuple[str, ...] = (),
    summarized: tuple[str, ...] = (),
    by_place: tuple[str, ...] = (),
    numbering: tuple[str, ...] = (),
) -> Repeatability:
    """Return the class of a table whose numbers are sensitive to rounding, such as those of trained networks."""
    return Repeatability(
        kind="sensitive",
        rtol=1e-6,
        atol=1e-12,
        fixed=fixed,
        summarized=summarized,
        by_place=by_place,
        numbering=numbering,
    )
