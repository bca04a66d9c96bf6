"""Controls of block size: fields that no network learned from Ising configurations, and the Ising ring."""

from rgcore.learned.block_study.conditions import settings_of_design
from rgcore.learned.size_controls.control_points import control_points
from rgcore.learned.size_controls.ring.ring_conditions import ring_conditions
from rgcore.learned.subject import CONTROL_PART, RING_PART

CONTROL_POINTS = control_points(
    config["block_size_controls"], config["block_size_study"]["designs"]
)
RING_CONDITIONS = ring_conditions(config["ring_block_size"])


for bundle in BUNDLES.of(
    "measure_size_controls",
    [{"control": name} for name in CONTROL_POINTS],
    input={},
    output={"sizes": CONTROL_PART},
    params=lambda point: {
        "attributes": CONTROL_POINTS[point["control"]],
        **settings_of_design(
            config["block_size_study"],
            CONTROL_POINTS[point["control"]]["condition"]["design"],
        ),
    },
):

    rule:
        """Measure fields that are no learned ones, at one temperature each, as the study measures its networks."""
        name:
            bundle.name
        input:
            ising="results/kernels/ising.txt",
            rbm="results/kernels/rbm.txt",
        output:
            **bundle.output,
        params:
            root_seed=config["root_seed"],
            sampling=lambda _: sampling_settings(),
            units=config["block_size_study"]["units"],
            n_held_out=config["block_size_study"]["n_held_out"],
            n_iterations=config["block_size_controls"]["n_iterations"],
        script:
            "../scripts/measure_size_controls.py"


rule compare_size_controls:
    """Compare the sizes of controls with those of the networks of the study, and test what follows the temperature."""
    input:
        study="results/tables/block_size_study.parquet",
        parts=expand(CONTROL_PART, control=CONTROL_POINTS),
    output:
        "results/tables/block_size_controls.parquet",
    localrule: True
    script:
        "../scripts/compare_size_controls.py"


for bundle in BUNDLES.of(
    "train_ring_networks",
    [{"ring": name} for name in RING_CONDITIONS],
    input={},
    output={"sizes": RING_PART},
    params=lambda point: {"attributes": RING_CONDITIONS[point["ring"]]},
):

    rule:
        """Train networks on the Ising ring and measure their receptive fields."""
        name:
            bundle.name
        input:
            rbm="results/kernels/rbm.txt",
        output:
            **bundle.output,
        params:
            root_seed=config["root_seed"],
            units=config["ring_block_size"]["units"],
            training=config["ring_block_size"]["training"],
        script:
            "../scripts/train_ring_networks.py"
