"""Tables that are joined from parts, one part per job of a fan-out."""

PARTS = {
    "ising_thermodynamics": expand(
        f"{ISING}/thermodynamics.parquet", side=SIDE, temperature=TEMPERATURES
    ),
    "dbn_training": expand(
        f"{DBN}/history.parquet", temperature=TEMPERATURES, replica=REPLICAS
    ),
    "receptive_fields": expand(
        f"{DBN}/receptive_fields.parquet", temperature=TEMPERATURES, replica=REPLICAS
    ),
    "receptive_field_images": expand(
        f"{DBN}/receptive_field_images.parquet",
        temperature=TEMPERATURES,
        replica=REPLICAS,
    ),
    "reconstructions": expand(
        f"{DBN}/reconstructions.parquet", temperature=TEMPERATURES, replica=REPLICAS
    ),
    "dbn_reconstruction": expand(
        f"{DBN}/reconstruction_errors.parquet",
        temperature=TEMPERATURES,
        replica=REPLICAS,
    ),
    "dbm_training": expand(
        f"{DBM}/history.parquet", temperature=TEMPERATURES, replica=REPLICAS
    ),
    "rbm_thermodynamics": expand(
        f"{DBN}/thermodynamics.parquet", temperature=TEMPERATURES, replica=REPLICAS
    ),
    "rbm_likelihood": expand(
        f"{DBM}/likelihood.parquet", temperature=TEMPERATURES, replica=REPLICAS
    ),
    "dataset_report": expand(f"{DATASET}/report.parquet", dataset=DATASETS),
    "pca_spectrum": expand(f"{PCARG}/spectrum.parquet", dataset=DATASETS),
    "pca_spectrum_summary": expand(
        f"{PCARG}/spectrum_summary.parquet", dataset=DATASETS
    ),
    "pca_flow_cleaned": expand(f"{PCARG}/flow_cleaned.parquet", dataset=DATASETS),
    "pca_flow": expand(
        f"{PCARG}/{{part}}.parquet", dataset=DATASETS, part=["flow", "null_flow"]
    ),
    "pca_nulls": expand(f"{PCARG}/null_draws.parquet", dataset=DATASETS),
    "pca_coupling": expand(f"{PCARG}/coupling.parquet", dataset=DATASETS),
    "pca_ground_truth": expand("results/ground_truth/{case}.parquet", case=CASES),
}
TABLES = [
    *PARTS,
    "ising_exact",
    "finite_size_scaling",
    "finite_size_curves",
    "mcrg",
    "block_size",
    "vrg_exactness",
    "landau_flow",
    "landau_fixed_points",
    "pca_gaussian",
    "pca_recursion",
    "pca_fixed_points",
    "pca_exclusion",
    *COARSE_GRAINING_TABLES,
]


rule join_parts:
    """Join the parts of a table, rows sorted by the columns that name them."""
    input:
        lambda wildcards: PARTS[wildcards.table],
    output:
        "results/tables/{table}.parquet",
    wildcard_constraints:
        table="|".join(PARTS),
    script:
        "../scripts/join_parts.py"
