"""Table of claims."""

from rgcore.tables.schema import Column, Schema

__all__ = ["CLAIMS"]

CLAIMS = Schema(
    name="claims",
    version=1,
    keys=("claim",),
    columns=(
        Column("claim", "string", "1", "short name"),
        Column("kind", "string", "1", "claim, question or slip of the essay"),
        Column("place", "string", "1", "where in the essay"),
        Column("sentence", "string", "1", "the claim in words"),
        Column("answer", "string", "1", "what this run found, with its numbers"),
        Column("value", "float64", "1", "the number that the verdict rests on; NaN if it is none"),
        Column("value_err", "float64", "1", "its standard error; NaN if unknown"),
        Column("reference", "float64", "1", "what it is compared with; NaN if nothing"),
        Column("reference_source", "string", "1", "exact, or where that was published"),
        Column(
            "verdict",
            "string",
            "1",
            "reproduced, not reproduced, depends, cannot be tested, or not in this run",
        ),
        Column("criterion", "string", "1", "when it counts as reproduced"),
        Column("overturned_by", "string", "1", "what would change the verdict"),
        Column("tables", "string", "1", "tables it is computed from, separated by blanks"),
        Column("figure", "string", "1", "figure that shows it; empty if none does"),
        Column("page", "string", "1", "page of docs on how it is computed"),
    ),
)
"""The claims of the essay, with what a run found about each."""
