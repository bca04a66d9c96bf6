"""The momentum-shell RG of Landau's theory as a subject: its tables and settings."""

from rgcore.landau.schemas import LANDAU_EXPONENTS, LANDAU_FIXED_POINTS, LANDAU_FLOW
from rgcore.repeatability import exact
from rgcore.subject import Subject, Table

__all__ = ["SUBJECT"]

SUBJECT = Subject(
    name="landau",
    sentence="The one-loop flow of (r, u), its fixed points, and exponents by order in 4 - d, in several dimensions.",
    tables=(
        Table(schema=LANDAU_FLOW, repeatability=exact(summarized=("scale",))),
        Table(schema=LANDAU_FIXED_POINTS, repeatability=exact()),
        Table(schema=LANDAU_EXPONENTS, repeatability=exact()),
    ),
    settings={"landau": "rgcore.landau.settings:LandauSettings"},
)
