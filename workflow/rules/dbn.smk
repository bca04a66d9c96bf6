"""Deep networks: one stack of restricted Boltzmann machines per temperature and replica, and measurements on it."""

from rgcore.ising.subject import CONFIGURATIONS
from rgcore.learned.subject import DEEP_MACHINE as DBM
from rgcore.rbm.subject import STACK as DBN

NETWORKS = [
    {"temperature": temperature, "replica": str(replica)}
    for temperature in TEMPERATURES
    for replica in REPLICAS
]
TRAINED_ON = f"{CONFIGURATIONS}/configurations.parquet".format(
    side=SIDE, temperature="{temperature}"
)
TRAINED = f"{DBN}/model.parquet"
TRAINED_JOINTLY = f"{DBM}/model.parquet"


for bundle in BUNDLES.of(
    "train_dbn",
    NETWORKS,
    input={"configurations": TRAINED_ON},
    output={"model": TRAINED, "history": f"{DBN}/history.parquet"},
):

    rule:
        """Train stacks of RBMs greedily, each on the configurations of one temperature."""
        name:
            bundle.name
        input:
            **bundle.input,
            kernels="results/kernels/rbm.txt",
        output:
            **bundle.output,
        priority: 50
        resources:
            checkpoint_epochs=config["checkpoints"]["epochs"],
            checkpoint_minutes=config["checkpoints"]["minutes"],
        params:
            root_seed=config["root_seed"],
            units=config["dbn"]["units"],
            layers=config["dbn"]["layers"],
            n_held_out=config["dbn"]["n_held_out"],
            training=config["dbn"]["training"],
        script:
            "../scripts/train_dbn.py"


for bundle in BUNDLES.of(
    "measure_receptive_fields",
    NETWORKS,
    input={"model": TRAINED},
    output={
        "fields": f"{DBN}/receptive_fields.parquet",
        "images": f"{DBN}/receptive_field_images.parquet",
    },
):

    rule:
        """Measure place and size of the effective receptive field of every hidden unit."""
        name:
            bundle.name
        input:
            **bundle.input,
        output:
            **bundle.output,
        script:
            "../scripts/measure_receptive_fields.py"


for bundle in BUNDLES.of(
    "reconstruct_samples",
    NETWORKS,
    input={"configurations": TRAINED_ON, "model": TRAINED},
    output={
        "samples": f"{DBN}/reconstructions.parquet",
        "errors": f"{DBN}/reconstruction_errors.parquet",
    },
):

    rule:
        """Send held-out configurations up to every layer and down again."""
        name:
            bundle.name
        input:
            **bundle.input,
        output:
            **bundle.output,
        params:
            root_seed=config["root_seed"],
            n_held_out=config["dbn"]["n_held_out"],
            n_reconstructions=config["dbn"]["n_reconstructions"],
        script:
            "../scripts/reconstruct_samples.py"


for bundle in BUNDLES.of(
    "train_dbm",
    NETWORKS,
    input={"configurations": TRAINED_ON, "model": TRAINED},
    output={"model": TRAINED_JOINTLY, "history": f"{DBM}/history.parquet"},
):

    rule:
        """Train all layers of stacks together, as deep Boltzmann machines."""
        name:
            bundle.name
        input:
            **bundle.input,
            kernels="results/kernels/rbm.txt",
        output:
            **bundle.output,
        priority: 40
        resources:
            checkpoint_epochs=config["checkpoints"]["epochs"],
            checkpoint_minutes=config["checkpoints"]["minutes"],
        params:
            root_seed=config["root_seed"],
            n_held_out=config["dbn"]["n_held_out"],
            joint_training=config["dbn"]["joint_training"],
        script:
            "../scripts/train_dbm.py"


for bundle in BUNDLES.of(
    "measure_rbm_thermodynamics",
    NETWORKS,
    input={"configurations": TRAINED_ON, "model": TRAINED},
    output={"thermodynamics": f"{DBN}/thermodynamics.parquet"},
):

    rule:
        """Draw configurations from every layer of stacks and measure their thermodynamics."""
        name:
            bundle.name
        input:
            **bundle.input,
            kernels="results/kernels/rbm.txt",
        output:
            **bundle.output,
        params:
            root_seed=config["root_seed"],
            n_held_out=config["dbn"]["n_held_out"],
            generation=config["dbn"]["generation"],
        script:
            "../scripts/measure_rbm_thermodynamics.py"


for bundle in BUNDLES.of(
    "estimate_rbm_likelihood",
    NETWORKS,
    input={"configurations": TRAINED_ON, "dbn": TRAINED, "dbm": TRAINED_JOINTLY},
    output={"likelihood": f"{DBM}/likelihood.parquet"},
):

    rule:
        """Estimate the log-likelihood of held-out configurations under stacks and deep Boltzmann machines."""
        name:
            bundle.name
        input:
            **bundle.input,
            kernels="results/kernels/rbm.txt",
        output:
            **bundle.output,
        params:
            root_seed=config["root_seed"],
            n_held_out=config["dbn"]["n_held_out"],
            annealing=config["dbn"]["annealing"],
        script:
            "../scripts/estimate_rbm_likelihood.py"
