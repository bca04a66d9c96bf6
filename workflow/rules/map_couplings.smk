"""Couplings before and after maps from spins to coarse spins, and what a coarse spin has of its far surroundings."""


rule measure_map_couplings:
    """Train filters, and measure couplings and information of coarse spins of these and of untrained maps."""
    input:
        ising="results/kernels/ising.txt",
        rbm="results/kernels/rbm.txt",
    output:
        couplings="results/tables/learned_couplings.parquet",
        fixed_points="results/tables/map_fixed_points.parquet",
        information="results/tables/map_information.parquet",
    priority: 30
    params:
        root_seed=config["root_seed"],
        sampling=lambda _: sampling_settings(),
        settings=config["map_couplings"],
        training=config["learned_maps"],
    script:
        "../scripts/measure_map_couplings.py"
