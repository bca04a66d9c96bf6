"""What the analysis can decide, from the bench of models whose answer is known, in two sentences."""

from pandas import DataFrame

from rgcore.selection.components.model_bench import QUESTIONS, combined
from rgcore.words.wording import listing

__all__ = ["area_words", "bench_words", "better_than_chance"]

_ASKED = QUESTIONS | {"coarse": "whether the bins are wide"}


def bench_words(scores: DataFrame) -> str:
    """Return which questions all measures together decide on the bench, with areas and intervals, and what follows."""
    rows = combined(scores)
    first = next(iter(rows.values()))
    n_models = int(first.n_models_yes + first.n_models_no)
    decided, open_ = (
        [
            f"{_ASKED[row.question]} {area_words(row)}"
            for row in rows.values()
            if better_than_chance(row) == wanted
        ]
        for wanted in (True, False)
    )
    sentences = [
        f"The measures of this analysis, combined into one score, were tried on {n_models} models of spiking cells, "
        "none of them of prices, whose answer is known. Areas under the ROC (0.5 is chance), with 95 % intervals over "
        "models:"
    ]
    if open_:
        sentences.append(
            f"not better than chance by relabeling the models (two-sided, 5 % level) for {listing(open_)}, so that the "
            f"numbers of this page alone do not answer {'this question' if len(open_) == 1 else 'these questions'}"
        )
    if decided:
        sentences.append(f"better than chance for {listing(decided)}")
    return f"{sentences[0]} {'; '.join(sentences[1:])}."


def better_than_chance(row) -> bool:
    """Return whether a score is farther from 0.5 than relabeled models explain, and on the side of right answers."""
    return bool(row.decides and row.auc > 0.5)


def area_words(row) -> str:
    """Return the area of a row of ``bench_scores`` with its interval."""
    return f"{row.auc:.2f} ({row.auc_low:.2f} to {row.auc_high:.2f})"
