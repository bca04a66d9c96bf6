"""Tables of the bench of models whose answer is known."""

from rgcore.tables.schema import Column, Schema

__all__ = ["BENCH_MEASURES", "BENCH_ROC", "BENCH_SCORES", "BENCH_VERDICTS"]

_MODEL = Column("model", "string", "1", "name of the model")
_FAMILY = Column("family", "string", "1", "models of one mechanism, or with the pair correlations of one")
_WIDTH = Column("bin_width", "int64", "steps", "time steps that are summed in a bin")
_COARSE = Column("coarse", "bool", "1", "several steps are summed in a bin")
_QUESTION = Column("question", "string", "1", "interacting, critical, driven or coarse: column of the truth")
_BINS = Column("bins", "string", "1", "which realizations: with fine bins, coarse bins, or both")


def _interval(name: str, text: str, of: str) -> tuple[Column, ...]:
    return (
        Column(name, "float64", "1", text),
        Column(f"{name}_low", "float64", "1", f"lower end of its 95 % interval, {of}"),
        Column(f"{name}_high", "float64", "1", "upper end"),
    )


BENCH_MEASURES = Schema(
    name="bench_measures",
    version=1,
    keys=("model", "bin_width", "replica", "measure"),
    columns=(
        _MODEL,
        _WIDTH,
        Column("replica", "int64", "1", "number of the realization, from 0 on"),
        Column("measure", "string", "1", "what is measured: see docs/model_bench.md"),
        Column("value", "float64", "1", "value; NaN where there is none"),
        Column("value_err", "float64", "1", "standard error over time, of excesses that of one data set"),
        Column("verdict", "string", "1", "what the analysis reports with it; empty if nothing"),
        Column("control", "bool", "1", "no part of the battery: what any count of spikes shows"),
        Column("n_variables", "int64", "1", "cells that are neither always nor never active"),
        _FAMILY,
        Column("interacting", "bool", "1", "truth: the cells interact"),
        Column("critical", "bool", "1", "truth: the model is at a critical point"),
        Column("driven", "bool", "1", "truth: the cells share a drive"),
        _COARSE,
    ),
)

BENCH_VERDICTS = Schema(
    name="bench_verdicts",
    version=1,
    keys=("verdict", "model", "bin_width"),
    columns=(
        Column("verdict", "string", "1", "name of the statement"),
        Column("sentence", "string", "1", "the statement"),
        Column("question", "string", "1", "the question that it is taken to answer: column of the truth"),
        _MODEL,
        _FAMILY,
        _WIDTH,
        _COARSE,
        Column("truth", "bool", "1", "the right answer"),
        Column("n_realizations", "int64", "1", "realizations for which the verdict can be made"),
        Column("n_yes", "int64", "1", "those for which it is yes"),
        *_interval("share", "n_yes / n_realizations", "Clopper and Pearson, over realizations"),
    ),
)

BENCH_SCORES = Schema(
    name="bench_scores",
    version=1,
    keys=("question", "bins", "score"),
    columns=(
        _QUESTION,
        _BINS,
        Column("score", "string", "1", "a measure, a verdict, or combined: the discriminant of all measures"),
        Column("kind", "string", "1", "measure, control, verdict or combined"),
        *_interval("auc", "area under the ROC; 0.5 is chance, below small values mean yes", "over models"),
        Column("p_value", "float64", "1", "share of relabelings of models with an area as far from 0.5"),
        Column("p_corrected", "float64", "1", "of measures: corrected for their number"),
        Column("decides", "bool", "1", "p_corrected, two-sided, is at most 0.05"),
        Column("n_models_yes", "int64", "1", "models whose answer is yes"),
        Column("n_models_no", "int64", "1", "models whose answer is no"),
        Column("n_yes", "int64", "1", "realizations with a value whose answer is yes"),
        Column("n_no", "int64", "1", "realizations with a value whose answer is no"),
        Column("n_without", "int64", "1", "realizations without a value"),
        *_interval("hit_rate", "of verdicts: mean share over the models of yes", "models as units"),
        *_interval("false_alarm_rate", "of verdicts: mean share over the models of no", "models as units"),
    ),
)

BENCH_ROC = Schema(
    name="bench_roc",
    version=1,
    keys=("question", "bins", "false_alarm_rate"),
    columns=(
        _QUESTION,
        _BINS,
        Column(
            "false_alarm_rate", "float64", "1", "share of realizations of no that are called yes, at most"
        ),
        *_interval("hit_rate", "share of realizations of yes that are, by the combined score", "over models"),
    ),
)
