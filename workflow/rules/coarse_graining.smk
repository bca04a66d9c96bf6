"""Coarse-graining in real space: the most correlated variables are summed, again and again."""

from rgcore.coarse_graining.subject import ANALYSIS as COARSE_GRAINING
from rgcore.coarse_graining.subject import SUBJECT as OF_COARSE_GRAINING

REFERENCE_CELLS = config["coarse_graining"]["reference"]
COARSE_GRAINED = [*DATASETS, *(["reference_cells"] if REFERENCE_CELLS else [])]
COARSE_GRAINING_TABLES = [table.name for table in OF_COARSE_GRAINING.tables]
COARSE_GRAINED_PARTS = {
    part: f"{COARSE_GRAINING}/{part}.parquet"
    for part in ("levels", "spectrum", "exponents", "local", "clusters")
}


rule coarse_grain_dataset:
    """Coarse-grain a data set of the user, and the same variables made independent by shifts in time."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
    output:
        **COARSE_GRAINED_PARTS,
    wildcard_constraints:
        dataset="|".join(name for name in DATASETS if name not in GENERATED) or "(?!)",
    params:
        root_seed=config["root_seed"],
        n_null_draws=config["coarse_graining"]["n_null_draws"],
    script:
        "../scripts/coarse_grain_dataset.py"


rule coarse_grain_generated:
    """Coarse-grain a generated data set as one of the user, and further realizations of its model."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
    output:
        **COARSE_GRAINED_PARTS,
    wildcard_constraints:
        dataset="|".join(GENERATED) or "(?!)",
    params:
        root_seed=config["root_seed"],
        n_null_draws=config["coarse_graining"]["n_null_draws"],
        n_realizations=config["coarse_graining"]["n_realizations"],
        settings=lambda wildcards: DATASETS[wildcards.dataset],
    script:
        "../scripts/coarse_grain_generated.py"


rule coarse_grain_reference:
    """Simulate the published model at its published size and coarse-grain it."""
    output:
        levels="results/coarse_graining/reference_cells/levels.parquet",
        spectrum="results/coarse_graining/reference_cells/spectrum.parquet",
        exponents="results/coarse_graining/reference_cells/exponents.parquet",
        local="results/coarse_graining/reference_cells/local.parquet",
        clusters="results/coarse_graining/reference_cells/clusters.parquet",
    params:
        root_seed=config["root_seed"],
        n_null_draws=config["coarse_graining"]["n_null_draws"],
        reference=REFERENCE_CELLS,
    script:
        "../scripts/coarse_grain_reference.py"
