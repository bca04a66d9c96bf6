"""What the analysis can decide, from the bench of models whose answer is known, in a sentence."""

from pandas import DataFrame

from rgcore.selection.model_bench import QUESTIONS, combined

__all__ = ["area_words", "bench_words"]


def bench_words(scores: DataFrame) -> str:
    """Return in one sentence which questions all measures together decide on the bench, with areas and intervals."""
    rows = combined(scores)
    first = next(iter(rows.values()))
    n_models = int(first.n_models_yes + first.n_models_no)
    decided, open_ = ([row for row in rows.values() if row.decides == wanted] for wanted in (True, False))
    parts = [
        f"{verb}: {', '.join(f'{QUESTIONS[row.question]} {area_words(row)}' for row in group)}"
        for verb, group in (("not decided", open_), ("decided", decided))
        if group
    ]
    return (
        f"On {n_models} models with a known answer, area under the ROC of all measures of this page combined (0.5 is "
        f"chance; 95 % interval over models): {'; '.join(parts)}."
    )


def area_words(row) -> str:
    """Return the area of a row of ``bench_scores`` with its interval."""
    return f"{row.auc:.2f} ({row.auc_low:.2f} to {row.auc_high:.2f})"
