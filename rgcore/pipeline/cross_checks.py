"""What a JSON schema cannot say: values that must agree with each other and with the files on disk."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from rgcore.errors import InputError
from rgcore.pipeline.limits import check_limits

__all__ = ["cross_check"]


def cross_check(config: Mapping[str, Mapping]) -> None:
    """Check the physics of a config that satisfies the schema.

    Raises
    ------
    InputError
        On the first rule that does not hold.
    """
    for block in ("ising", "finite_size_scaling"):
        _check_temperatures(config[block]["temperatures"], f"{block}.temperatures")
    _check_layers(config["dbn"]["layers"], config["ising"]["side"])
    _check_samples(config)
    _check_joint_training(config["dbn"]["joint_training"])
    _check_generation(config["dbn"]["generation"])
    check_limits(config)
    _check_blocking(config["mcrg"])
    _check_covariance(config["pcarg"]["gaussian_cloud"]["covariance"])
    _check_null_names(config["pcarg"]["nulls"]["of_dataset"], config["datasets"])
    _check_fields(config["ground_truth"]["fields"])
    _check_datasets(config["datasets"])
    _check_reference(config)


def _check_temperatures(temperatures: list[str], key: str) -> None:
    """Every temperature is positive, and no two are the same number."""
    seen: dict[Decimal, str] = {}
    for position, text in enumerate(temperatures):
        value = Decimal(text)
        if value <= 0:
            raise InputError(f"config: {key}[{position}] must be positive, but it is {text!r}")
        if value in seen:
            raise InputError(
                f"config: {key} must differ, but {seen[value]!r} and {text!r} are the same number"
            )
        seen[value] = text


def _check_layers(layers: list[int], side: int) -> None:
    """The visible layer holds one spin per site, and each layer is smaller than the one before."""
    if layers[0] != side * side:
        raise InputError(
            f"config: dbn.layers[0] must be ising.side squared = {side * side}, the number of spins, "
            f"but it is {layers[0]}"
        )
    for below, above in pairwise(layers):
        if above >= below:
            raise InputError(
                f"config: dbn.layers must fall from each layer to the next, but {above} follows {below}"
            )


def _check_samples(config: Mapping[str, Mapping]) -> None:
    """Enough configurations are left for training, and a batch is no larger than they are."""
    n_samples, held_out = config["ising"]["n_samples"], config["dbn"]["n_held_out"]
    n_training = n_samples - held_out
    if n_training < held_out:
        raise InputError(
            f"config: ising.n_samples = {n_samples} must leave at least dbn.n_held_out = {held_out} configurations "
            f"for training, but it leaves {n_training}"
        )
    for block in ("training", "joint_training"):
        batch = config["dbn"][block]["batch_size"]
        if batch > n_training:
            raise InputError(
                f"config: dbn.{block}.batch_size must be at most the {n_training} training configurations "
                f"(ising.n_samples - dbn.n_held_out), but it is {batch}"
            )
    if config["dbn"]["n_reconstructions"] > held_out:
        raise InputError(
            f"config: dbn.n_reconstructions must be at most dbn.n_held_out = {held_out}, "
            f"but it is {config['dbn']['n_reconstructions']}"
        )


def _check_joint_training(joint: Mapping[str, float]) -> None:
    """The learning rate of persistent chains does not grow."""
    first, last = joint["learning_rate"], joint["final_learning_rate"]
    if last > first:
        raise InputError(
            f"config: dbn.joint_training.final_learning_rate must be at most learning_rate = {first}, but it is {last}"
        )


def _check_generation(generation: Mapping[str, int]) -> None:
    """Every chain gives at least two configurations."""
    n_samples, n_chains = generation["n_samples"], generation["n_chains"]
    if n_samples < 2 * n_chains:
        raise InputError(
            f"config: dbn.generation.n_samples must be at least twice n_chains = {n_chains}, but it is {n_samples}"
        )


def _check_blocking(mcrg: Mapping[str, int | str]) -> None:
    """The temperature is positive, and the lattice can be halved that often."""
    if Decimal(mcrg["temperature"]) <= 0:
        raise InputError(f"config: mcrg.temperature must be positive, but it is {mcrg['temperature']!r}")
    from rgcore.ising.mcrg.majority_rule import blocked_sides  # noqa: PLC0415 - loads scipy

    try:
        blocked_sides(mcrg["side"], mcrg["n_blockings"])
    except InputError as mistake:
        raise InputError(f"config: {mistake}") from None


def _check_covariance(covariance: list[list[float]]) -> None:
    """The matrix of the two-dimensional example is symmetric and positive definite."""
    (a, b), (c, d) = covariance
    if b != c or not (a > 0 and a * d > b * c):
        raise InputError(
            "config: pcarg.gaussian_cloud.covariance must be symmetric and positive definite, "
            f"but it is {covariance}"
        )


def _check_null_names(chosen: Mapping[str, list[str]], datasets: Mapping[str, Mapping | None]) -> None:
    """Nulls are chosen for data sets that exist."""
    for name in chosen:
        if name not in datasets:
            raise InputError(
                f"config: pcarg.nulls.of_dataset must name data sets, but {name} is none of {', '.join(datasets)}"
            )


def _check_fields(fields: list[Mapping]) -> None:
    """Fields of known truth have more samples than sites, are not free if rotated, and differ."""
    seen: dict[tuple, int] = {}
    for position, block in enumerate(fields):
        key, sites = f"ground_truth.fields[{position}]", block["side"] ** block["dimension"]
        if block["n_samples"] <= sites:
            raise InputError(
                f"config: {key}.n_samples must be more than side ** dimension = {sites}, the sites, "
                f"but it is {block['n_samples']}"
            )
        for u in block["couplings"]:
            if u == 0 and block["eigenvectors"] == "haar":
                raise InputError(
                    f"config: {key}.couplings must be above 0 with eigenvectors haar, but one is {u}"
                )
            name = (block["dimension"], block["side"], block["eigenvectors"], float(u))
            if name in seen:
                raise InputError(
                    f"config: ground_truth.fields[{seen[name]}] and [{position}] must differ in dimension, side, "
                    f"eigenvectors or couplings, but both have the coupling {u}"
                )
            seen[name] = position


def _check_datasets(datasets: Mapping[str, Mapping | None]) -> None:
    """Some data set is left, and the files of the user's are there and of their type."""
    if not any(datasets.values()):
        raise InputError("config: datasets must name at least one data set, but all are switched off")
    from rgcore.datasets.checks.before_run import check_before_run  # noqa: PLC0415 - loads the file libraries

    for name, block in datasets.items():
        if block is not None:
            check_before_run(name, block)


def _check_reference(config: Mapping[str, Mapping]) -> None:
    """No data set has the name of the generated cells that coarse-graining adds."""
    if config["coarse_graining"]["reference"] and config["datasets"].get("reference_cells"):
        raise InputError(
            "config: datasets.reference_cells must have another name while coarse_graining.reference is on, "
            "whose rows have that name"
        )
