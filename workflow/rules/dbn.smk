"""Deep networks: one stack of restricted Boltzmann machines per temperature and replica, and measurements on it."""

from rgcore.ising.subject import CONFIGURATIONS
from rgcore.learned.subject import DEEP_MACHINE as DBM
from rgcore.rbm.subject import STACK as DBN

TRAINED_ON = f"{CONFIGURATIONS}/configurations.parquet".format(
    side=SIDE, temperature="{temperature}"
)


rule train_dbn:
    """Train a stack of RBMs greedily on the configurations of one temperature."""
    input:
        configurations=TRAINED_ON,
        kernels="results/kernels/rbm.txt",
    output:
        model=f"{DBN}/model.parquet",
        history=f"{DBN}/history.parquet",
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


rule measure_receptive_fields:
    """Measure place and size of the effective receptive field of every hidden unit."""
    input:
        rules.train_dbn.output.model,
    output:
        fields=f"{DBN}/receptive_fields.parquet",
        images=f"{DBN}/receptive_field_images.parquet",
    script:
        "../scripts/measure_receptive_fields.py"


rule reconstruct_samples:
    """Send held-out configurations up to every layer and down again."""
    input:
        configurations=TRAINED_ON,
        model=rules.train_dbn.output.model,
    output:
        samples=f"{DBN}/reconstructions.parquet",
        errors=f"{DBN}/reconstruction_errors.parquet",
    params:
        root_seed=config["root_seed"],
        n_held_out=config["dbn"]["n_held_out"],
        n_reconstructions=config["dbn"]["n_reconstructions"],
    script:
        "../scripts/reconstruct_samples.py"


rule train_dbm:
    """Train all layers of the stack together, as a deep Boltzmann machine."""
    input:
        configurations=TRAINED_ON,
        model=rules.train_dbn.output.model,
        kernels="results/kernels/rbm.txt",
    output:
        model=f"{DBM}/model.parquet",
        history=f"{DBM}/history.parquet",
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


rule measure_rbm_thermodynamics:
    """Draw configurations from every layer of the stack and measure their thermodynamics."""
    input:
        configurations=TRAINED_ON,
        model=rules.train_dbn.output.model,
        kernels="results/kernels/rbm.txt",
    output:
        f"{DBN}/thermodynamics.parquet",
    params:
        root_seed=config["root_seed"],
        n_held_out=config["dbn"]["n_held_out"],
        generation=config["dbn"]["generation"],
    script:
        "../scripts/measure_rbm_thermodynamics.py"


rule estimate_rbm_likelihood:
    """Estimate the log-likelihood of held-out configurations under the stack and the deep Boltzmann machine."""
    input:
        configurations=TRAINED_ON,
        dbn=rules.train_dbn.output.model,
        dbm=rules.train_dbm.output.model,
        kernels="results/kernels/rbm.txt",
    output:
        f"{DBM}/likelihood.parquet",
    params:
        root_seed=config["root_seed"],
        n_held_out=config["dbn"]["n_held_out"],
        annealing=config["dbn"]["annealing"],
    script:
        "../scripts/estimate_rbm_likelihood.py"
