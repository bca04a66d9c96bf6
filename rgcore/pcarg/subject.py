"""The principal-component RG as a subject: its tables, settings and costs."""

from rgcore.pcarg.coupling.schemas import PCA_COUPLING, PCA_FIXED_POINTS, PCA_RECURSION, PCA_RELEVANCE
from rgcore.pcarg.coupling.vertices.schemas import PCA_VERTICES
from rgcore.pcarg.flow.schemas import PCA_FLOW
from rgcore.pcarg.modes.schemas import PCA_GAUSSIAN
from rgcore.pcarg.nulls.schemas import PCA_EXCLUSION, PCA_NULLS, PCA_POWER
from rgcore.pcarg.spectra.schemas import PCA_FLOW_CLEANED, PCA_SPECTRUM, PCA_SPECTRUM_SUMMARY
from rgcore.repeatability import drawn, exact, sensitive
from rgcore.subject import Config, Subject, Table, entries_of_data, megabytes_for_data

__all__ = ["ANALYSIS", "SUBJECT"]

_OF_CONFIG = ("source_label", "source_sentence", "p_smallest", "level", "draws_needed", "n_draws")

ANALYSIS = "results/pcarg/{dataset}"
_MEGABYTES_OF_A_PROCESS = 320  # 293 at most were measured, as what comes for every entry of the data
_BYTES_PER_ENTRY = {
    "diagonalize_covariance": 30,
    "compute_moment_flow": 20,
    "draw_nulls": 50,
    "estimate_coupling": 20,
}


_SECONDS_PER_ENTRY = 2.7e-7  # of a data set, drawn once from every null and analysed


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds of drawing and analysing nulls of a data set, in the mean."""
    entries, n_draws = entries_of_data(config), config["pcarg"]["n_null_draws"]
    return {"draw_nulls": 1.0 + n_draws * _SECONDS_PER_ENTRY * sum(entries) / max(len(entries), 1)}


def _megabytes(config: Config) -> dict[str, float]:
    return {
        rule: megabytes_for_data(config, _MEGABYTES_OF_A_PROCESS, bytes_per_entry)
        for rule, bytes_per_entry in _BYTES_PER_ENTRY.items()
    }


SUBJECT = Subject(
    name="pcarg",
    sentence="Principal components as a momentum shell: spectra, moment flow beside nulls, and the quartic coupling.",
    tables=(
        Table(
            schema=PCA_SPECTRUM,
            parts=(f"{ANALYSIS}/spectrum.parquet",),
            repeatability=drawn(by_place=("rank",), fixed=("n_samples",)),
        ),
        Table(
            schema=PCA_SPECTRUM_SUMMARY,
            parts=(f"{ANALYSIS}/spectrum_summary.parquet",),
            repeatability=drawn(fixed=("n_samples",)),
        ),
        Table(
            schema=PCA_FLOW_CLEANED,
            parts=(f"{ANALYSIS}/flow_cleaned.parquet",),
            repeatability=drawn(by_place=("n_kept",)),
        ),
        Table(
            schema=PCA_FLOW,
            parts=(f"{ANALYSIS}/flow.parquet", f"{ANALYSIS}/null_flow.parquet"),
            repeatability=sensitive(by_place=("n_kept",), fixed=("n_draws",)),
        ),
        Table(
            schema=PCA_NULLS,
            parts=(f"{ANALYSIS}/null_draws.parquet",),
            repeatability=sensitive(by_place=("n_kept",), summarized=("draw",)),
        ),
        Table(
            schema=PCA_COUPLING,
            parts=(f"{ANALYSIS}/coupling.parquet",),
            repeatability=drawn(by_place=("n_kept",)),
        ),
        Table(
            schema=PCA_VERTICES,
            parts=(f"{ANALYSIS}/vertices.parquet",),
            repeatability=drawn(by_place=("n_kept",)),
        ),
        Table(
            schema=PCA_EXCLUSION,
            parts=(f"{ANALYSIS}/exclusion.parquet",),
            repeatability=sensitive(fixed=_OF_CONFIG),
        ),
        Table(
            schema=PCA_POWER,
            parts=(f"{ANALYSIS}/power.parquet",),
            repeatability=sensitive(fixed=("source_label", "alternative_label", "level")),
        ),
        Table(schema=PCA_GAUSSIAN, repeatability=drawn(summarized=("index",), fixed=("variance_exact",))),
        Table(schema=PCA_RECURSION, repeatability=exact(summarized=("flow_time",))),
        Table(schema=PCA_FIXED_POINTS, repeatability=exact()),
        Table(schema=PCA_RELEVANCE, repeatability=exact()),
    ),
    settings={"pcarg": "rgcore.pcarg.settings:PcargSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
