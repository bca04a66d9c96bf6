"""Networks whose configurations are passed up and down, their own temperature, and layers as codes."""

from rgcore.learned.rbm_flow.conditions import flow_networks
from rgcore.learned.subject import FLOW

FLOW_NETWORKS = flow_networks(config["rbm_flow"])


def flow_run_settings():
    """Return the part of the block rbm_flow that every network has in common."""
    from rgcore.learned.rbm_flow.settings import FlowRunSettings

    return {key: config["rbm_flow"][key] for key in FlowRunSettings.model_fields}


for bundle in BUNDLES.of(
    "run_flow_networks",
    [{"flow_network": name} for name in FLOW_NETWORKS],
    input={},
    output={
        "flow": f"{FLOW}/flow.parquet",
        "temperature": f"{FLOW}/temperature.parquet",
    },
    params=lambda point: {"attributes": FLOW_NETWORKS[point["flow_network"]]},
):

    rule:
        """Train networks, sample them, and pass configurations of several temperatures up and down."""
        name:
            bundle.name
        input:
            ising="results/kernels/ising.txt",
            rbm="results/kernels/rbm.txt",
        output:
            **bundle.output,
        priority: 30
        resources:
            checkpoint_epochs=config["checkpoints"]["epochs"],
            checkpoint_minutes=config["checkpoints"]["minutes"],
        params:
            root_seed=config["root_seed"],
            sampling=lambda _: sampling_settings(),
            settings=lambda _: flow_run_settings(),
        script:
            "../scripts/run_flow_networks.py"


for bundle in BUNDLES.of(
    "compare_codes",
    NETWORKS,
    input={"configurations": TRAINED_ON, "model": TRAINED},
    output={"codes": f"{DBN}/reconstruction_codes.parquet"},
):

    rule:
        """Compare layers of stacks with majority blocks of equal bits, each with two decoders."""
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
            "../scripts/compare_codes.py"
