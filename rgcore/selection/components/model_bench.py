"""Which rows of the bench of models a panel or a sentence is about, and the names of its questions and verdicts."""

from pandas import DataFrame

__all__ = ["ALL_BINS", "QUESTIONS", "combined", "measures_on", "models_in_order", "verdicts_on"]

ALL_BINS = "both"
"""Value of ``bins`` for realizations with fine and with coarse bins together."""

QUESTIONS = {
    "interacting": "interaction",
    "critical": "criticality",
    "driven": "shared drive",
    "coarse": "binning",
}
"""What is to be detected, in words, by question in the order in which they are shown."""


def combined(scores: DataFrame) -> dict[str, object]:
    """Return the row of the combined score by question, in the order shown; of questions that have two answers."""
    chosen = scores[(scores["kind"] == "combined") & (scores["bins"] == ALL_BINS) & scores["auc"].notna()]
    rows = {row.question: row for row in chosen.itertuples()}
    return {question: rows[question] for question in QUESTIONS if question in rows}


def measures_on(scores: DataFrame, question: str) -> DataFrame:
    """Return the rows of measures and controls on a question, with score as index in their order in the table."""
    chosen = (scores["question"] == question) & (scores["bins"] == ALL_BINS)
    return scores[chosen & scores["kind"].isin(["measure", "control"])].set_index("score")


def verdicts_on(scores: DataFrame) -> DataFrame:
    """Return the rows of verdicts with hit rate and false-alarm rate."""
    return scores[(scores["kind"] == "verdict") & (scores["bins"] == ALL_BINS)]


def models_in_order(measures: DataFrame) -> list[str]:
    """Return the names of the models: critical ones first, then interacting, then driven ones, each by name."""
    models = measures.drop_duplicates("model").sort_values("model", kind="stable")
    truths = ["critical", "interacting", "driven"]
    return models.sort_values(truths, ascending=False, kind="stable")["model"].tolist()
