"""Fisher information: which directions of the parameters of a model coarse observations still determine."""


rule measure_fisher_spectra:
    """Compute Fisher spectra of Ising lattices under decimation, hopping particles and sums of exponentials."""
    input:
        ising="results/kernels/ising.txt",
        information="results/kernels/information.txt",
    output:
        "results/tables/fisher_spectra.parquet",
    params:
        root_seed=config["root_seed"],
        fisher=config["fisher"],
    script:
        "../scripts/measure_fisher_spectra.py"
