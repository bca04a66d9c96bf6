"""Couplings of hidden spins trained on small tori, and of the visible spins of trained networks."""

COUPLINGS_OF_NETWORK = f"{DBN}/couplings.parquet"


rule measure_learned_flow:
    """Train RBMs with one filter on small tori, and compare K' of their hidden spins with decimation and majority."""
    output:
        "results/tables/learned_flow.parquet",
    params:
        root_seed=config["root_seed"],
        settings=config["learned_flow"],
    script:
        "../scripts/measure_learned_flow.py"


for bundle in BUNDLES.of(
    "measure_network_couplings",
    NETWORKS,
    input={"configurations": TRAINED_ON, "model": TRAINED},
    output={"couplings": COUPLINGS_OF_NETWORK},
):

    rule:
        """Expand the Hamiltonian of the visible spins of networks in products of neighbouring spins."""
        name:
            bundle.name
        input:
            **bundle.input,
        output:
            **bundle.output,
        params:
            root_seed=config["root_seed"],
            n_held_out=config["dbn"]["n_held_out"],
        script:
            "../scripts/measure_network_couplings.py"
