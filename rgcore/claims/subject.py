"""The claims of the essay as a subject: its table."""

from rgcore.claims.schemas import CLAIMS
from rgcore.repeatability import sensitive
from rgcore.subject import Subject, Table

__all__ = ["SUBJECT"]

SUBJECT = Subject(
    name="claims",
    sentence="Each claim, open question and slip of the essay, with what was computed of it and a verdict.",
    tables=(
        Table(
            schema=CLAIMS,
            repeatability=sensitive(
                fixed=(
                    "kind",
                    "place",
                    "sentence",
                    "reference_source",
                    "criterion",
                    "overturned_by",
                    "tables",
                    "figure",
                    "page",
                ),
                numbering=("answer",),
            ),
        ),
    ),
)
