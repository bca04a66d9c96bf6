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


rule measure_rbm_fisher:
    """Measure the Fisher metric of trained networks: small ones by enumeration, the first layers of the run by sampling."""
    input:
        ising="results/kernels/ising.txt",
        rbm="results/kernels/rbm.txt",
        models=[TRAINED.format(**place) for place in NETWORKS],
        configurations=[TRAINED_ON.format(**place) for place in NETWORKS],
    output:
        "results/tables/rbm_fisher.parquet",
    params:
        root_seed=config["root_seed"],
        n_held_out=config["dbn"]["n_held_out"],
        places=[[place["temperature"], place["replica"]] for place in NETWORKS],
        settings=config["rbm_fisher"],
    script:
        "../scripts/measure_rbm_fisher.py"


rule embed_distributions:
    """Place Ising models and RBMs trained on them by their symmetrized Kullback-Leibler divergences."""
    output:
        "results/tables/intensive_embedding.parquet",
    params:
        root_seed=config["root_seed"],
        intensive_embedding=config["intensive_embedding"],
    script:
        "../scripts/embed_distributions.py"
