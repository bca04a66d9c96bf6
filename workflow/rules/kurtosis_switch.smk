"""Whether the sign of the fourth cumulant decides if receptive fields localize: networks on real-valued fields."""

from rgcore.learned.kurtosis_switch.conditions import switch_conditions
from rgcore.learned.subject import SWITCH

SWITCHES = switch_conditions(config["kurtosis_switch"]["designs"])


for bundle in BUNDLES.of(
    "train_switch_networks",
    [{"switch": name} for name in SWITCHES],
    input={},
    output={"fields": SWITCH},
    params=lambda point: {"attributes": SWITCHES[point["switch"]]},
):

    rule:
        """Train networks on fields of one covariance and several kurtoses, and measure their receptive fields."""
        name:
            bundle.name
        input:
            rbm="results/kernels/rbm.txt",
        output:
            **bundle.output,
        priority: 20
        resources:
            checkpoint_epochs=config["checkpoints"]["epochs"],
            checkpoint_minutes=config["checkpoints"]["minutes"],
        params:
            root_seed=config["root_seed"],
            units=config["kurtosis_switch"]["units"],
            side=config["kurtosis_switch"]["side"],
            noise=config["kurtosis_switch"]["noise"],
            n_held_out=config["kurtosis_switch"]["n_held_out"],
            training=config["kurtosis_switch"]["training"],
        script:
            "../scripts/train_switch_networks.py"
