"""Tensor renormalization of the Ising model on the square lattice."""


rule renormalize_tensors:
    """Coarse-grain the lattice as a network of tensors, by every method and bond dimension."""
    output:
        summary="results/tables/tensor_rg.parquet",
        spectra="results/tables/tensor_spectra.parquet",
    params:
        settings=config["tensor_rg"],
    script:
        "../scripts/renormalize_tensors.py"
