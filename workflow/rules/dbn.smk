"""Deep belief networks: one stack of restricted Boltzmann machines per temperature and replica."""

from rgcore.workflow.limits import training_megabytes


rule train_dbn:
    """Train a stack of machines greedily on the configurations of one temperature."""
    input:
        configurations=f"results/ising/side{SIDE}_T{{temperature}}/configurations.parquet",
        kernels="results/kernels/rbm.txt",
    output:
        model=f"{DBN}/model.parquet",
        history=f"{DBN}/history.parquet",
    log:
        "results/logs/train_dbn/T{temperature}_replica{replica}.log",
    benchmark:
        "results/benchmarks/train_dbn/T{temperature}_replica{replica}.tsv"
    priority: 50
    threads: 1
    resources:
        mem_mb=training_megabytes(config),
        runtime=1440,
        checkpoint_epochs=config["checkpoints"]["epochs"],
        checkpoint_minutes=config["checkpoints"]["minutes"],
    params:
        code=lambda _: code_of("train_dbn"),
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
    log:
        "results/logs/measure_receptive_fields/T{temperature}_replica{replica}.log",
    benchmark:
        "results/benchmarks/measure_receptive_fields/T{temperature}_replica{replica}.tsv"
    threads: 1
    resources:
        mem_mb=2000,
        runtime=30,
    params:
        code=lambda _: code_of("measure_receptive_fields"),
    script:
        "../scripts/measure_receptive_fields.py"


rule reconstruct_samples:
    """Send held-out configurations up to the top layer and down again."""
    input:
        configurations=f"results/ising/side{SIDE}_T{{temperature}}/configurations.parquet",
        model=rules.train_dbn.output.model,
    output:
        f"{DBN}/reconstructions.parquet",
    log:
        "results/logs/reconstruct_samples/T{temperature}_replica{replica}.log",
    benchmark:
        "results/benchmarks/reconstruct_samples/T{temperature}_replica{replica}.tsv"
    threads: 1
    resources:
        mem_mb=2000,
        runtime=30,
    params:
        code=lambda _: code_of("reconstruct_samples"),
        n_reconstructions=config["dbn"]["n_reconstructions"],
    script:
        "../scripts/reconstruct_samples.py"
