"""Models whose answer is known, put through the analysis of data sets: what it can decide, and what not."""

from rgcore.model_bench.models.cards import model_names
from rgcore.model_bench.subject import BENCH_PART

BENCH = config["model_bench"]
OF_REALIZATION = {
    key: value
    for key, value in BENCH.items()
    if key not in ("models", "n_replicas", "n_resamples")
}
BENCH_REALIZATIONS = {
    f"{model}_{replica}": {"model": model, "replica": replica}
    for replica in range(BENCH["n_replicas"])
    for model in BENCH["models"] or model_names()
}


for bundle in BUNDLES.of(
    "measure_models",
    [{"realization": name} for name in BENCH_REALIZATIONS],
    input={},
    output={"measures": BENCH_PART},
    params=lambda point: BENCH_REALIZATIONS[point["realization"]],
):

    rule:
        """Simulate realizations of models, bin them finely and coarsely, and take all measures of the analysis."""
        name:
            bundle.name
        input:
            pcarg="results/kernels/pcarg.txt",
            ising="results/kernels/ising.txt",
            model_bench="results/kernels/model_bench.txt",
        output:
            **bundle.output,
        params:
            settings=OF_REALIZATION,
            root_seed=config["root_seed"],
        script:
            "../scripts/measure_models.py"


rule judge_models:
    """Compare measures and verdicts of all realizations with the truth of their models: areas, ROC, false alarms."""
    input:
        expand(BENCH_PART, realization=BENCH_REALIZATIONS),
    output:
        measures="results/tables/bench_measures.parquet",
        verdicts="results/tables/bench_verdicts.parquet",
        scores="results/tables/bench_scores.parquet",
        roc="results/tables/bench_roc.parquet",
    params:
        root_seed=config["root_seed"],
        n_resamples=BENCH["n_resamples"],
    script:
        "../scripts/judge_models.py"
