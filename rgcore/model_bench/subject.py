"""The bench of models as a subject: its tables, settings and costs."""

from rgcore.model_bench.schemas import BENCH_MEASURES, BENCH_ROC, BENCH_SCORES, BENCH_VERDICTS
from rgcore.repeatability import drawn
from rgcore.subject import Config, Subject, Table

__all__ = ["BENCH_PART", "SUBJECT"]

BENCH_PART = "results/model_bench/{realization}.parquet"
"""The measures of one realization of one model."""

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 310, 80  # measured: 292 to 387 MB
_SECONDS_PER_DRAW_AND_ENTRY = 1.1e-7  # of three nulls, both bins
_TRUTHS = ("control", "family", "interacting", "critical", "driven", "coarse")


def _entries(config: Config) -> int:
    bench = config["model_bench"]
    return bench["n_variables"] * bench["n_samples"]


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds of one realization of one model, analysed at both bin widths."""
    draws = config["model_bench"]["n_null_draws"]
    own = 0.25 + 1.6e-6 * _entries(config)
    return {"measure_models": own + draws * (0.006 + _SECONDS_PER_DRAW_AND_ENTRY * _entries(config))}


def _megabytes(config: Config) -> dict[str, float]:
    steps = _entries(config) * config["model_bench"]["coarse_bin"]
    return {"measure_models": _MEGABYTES_OF_A_PROCESS + _BYTES_PER_ENTRY * steps / 1e6}


SUBJECT = Subject(
    name="model_bench",
    sentence="Models whose answer is known: what the analysis of data sets can decide, and what it cannot.",
    tables=(
        Table(schema=BENCH_MEASURES, repeatability=drawn(fixed=_TRUTHS, summarized=("replica",))),
        Table(
            schema=BENCH_VERDICTS,
            repeatability=drawn(fixed=("sentence", "question", "family", "coarse", "truth")),
        ),
        Table(schema=BENCH_SCORES, repeatability=drawn(fixed=("kind", "n_models_yes", "n_models_no"))),
        Table(schema=BENCH_ROC, repeatability=drawn()),
    ),
    settings={"model_bench": "rgcore.model_bench.settings:BenchSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
