"""Tensor networks: the square lattice coarse-grained, and the critical chain by entanglement renormalization."""


rule renormalize_tensors:
    """Coarse-grain the lattice as a network of tensors, by every method and bond dimension."""
    output:
        summary="results/tables/tensor_rg.parquet",
        spectra="results/tables/tensor_spectra.parquet",
    params:
        tensor_rg=config["tensor_rg"],
    script:
        "../scripts/renormalize_tensors.py"


rule optimize_mera:
    """Optimize a hierarchical network of the critical Ising chain with every bond dimension."""
    output:
        "results/tables/mera.parquet",
    params:
        mera=config["mera"],
    script:
        "../scripts/optimize_mera.py"
