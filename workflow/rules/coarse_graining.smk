"""Coarse-graining in real space: the most correlated variables are summed, again and again."""

from pathlib import Path

from rgcore.coarse_graining.subject import SUBJECT as OF_COARSE_GRAINING

REFERENCE_CELLS = config["coarse_graining"]["reference"]
COARSE_GRAINED = [*DATASETS, *(["reference_cells"] if REFERENCE_CELLS else [])]
COARSE_GRAINING_TABLES = [table.name for table in OF_COARSE_GRAINING.tables]
COARSE_GRAINED_PARTS = {
    Path(part).stem: part for table in OF_COARSE_GRAINING.tables for part in table.parts
}


rule coarse_grain_dataset:
    """Coarse-grain a data set of the user, and the same variables made independent by shifts in time."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
    output:
        **COARSE_GRAINED_PARTS,
    wildcard_constraints:
        dataset=NAMES_OF_READ,
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
        dataset=NAMES_OF_GENERATED,
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
        **{
            name: part.format(dataset="reference_cells")
            for name, part in COARSE_GRAINED_PARTS.items()
        },
    params:
        root_seed=config["root_seed"],
        n_null_draws=config["coarse_graining"]["n_null_draws"],
        reference=REFERENCE_CELLS,
    script:
        "../scripts/coarse_grain_reference.py"
