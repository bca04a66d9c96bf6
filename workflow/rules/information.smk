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


rule compare_sloppy_alpha:
    """Read the exponent of principal components from Fisher spectra and from the spectra of all data sets."""
    input:
        spectra="results/tables/pca_spectrum.parquet",
        summaries="results/tables/pca_spectrum_summary.parquet",
        kernels="results/kernels/information.txt",
    output:
        "results/tables/sloppy_alpha.parquet",
    script:
        "../scripts/compare_sloppy_alpha.py"
