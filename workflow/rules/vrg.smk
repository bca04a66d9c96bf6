"""Variational RG: transformations small enough to be enumerated."""


rule enumerate_transformations:
    """Compute how exact every transformation is, and the criteria by which it is judged."""
    input:
        exponents="results/tables/vrg_exponents.parquet",
        networks=OWN_NETWORKS,
        kernels="results/kernels/vrg.txt",
    output:
        exactness="results/tables/vrg_exactness.parquet",
        criteria="results/tables/vrg_criteria.parquet",
    params:
        root_seed=config["root_seed"],
        couplings=config["vrg"]["couplings"],
        transformations=config["vrg"]["transformations"],
        networks=config["vrg"]["networks"],
    script:
        "../scripts/enumerate_transformations.py"


rule list_vrg_couplings:
    """Expand the Hamiltonian that every transformation leaves in products of spins."""
    input:
        networks=OWN_NETWORKS,
        kernels="results/kernels/vrg.txt",
    output:
        "results/tables/vrg_couplings.parquet",
    params:
        root_seed=config["root_seed"],
        couplings=config["vrg"]["couplings"],
        transformations=config["vrg"]["transformations"],
        networks=config["vrg"]["networks"],
    script:
        "../scripts/list_vrg_couplings.py"
