"""Values of different blocks that must agree with each other, with the files on disk and with the limits of the run."""

from collections.abc import Mapping, Sequence

from rgcore.arguments.scalars import shown
from rgcore.datasets.config_block import dataset_models, dataset_settings
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.ising.subject import bytes_per_sample
from rgcore.pipeline.subjects import megabytes
from rgcore.subject import Config

__all__ = ["cross_check"]


def cross_check(config: Config) -> None:
    """Check the blocks of a config, each of which satisfies its model, against each other.

    Raises
    ------
    InputError
        On the first rule that does not hold.
    """
    _check_names(config["datasets"])
    for name, block in config["datasets"].items():
        if block is not None:
            _check_not_merged(name, block)
            dataset_settings(block, source="config", place=("datasets", name))
    _check_visible_layer(config["dbn"]["layers"][0], config["ising"]["side"])
    _check_samples(config)
    _check_halves(config)
    _check_disk(config)
    _check_memory(config)
    _check_paths(config)
    _check_null_names(config["pcarg"]["nulls"], config["datasets"])
    _check_modes(config["pcarg"], config["datasets"])
    _check_scan_names(config["scans"], config["datasets"])
    _check_files(config["datasets"])
    _check_reference(config)
    _check_designs(config["block_size_controls"]["designs"], config["block_size_study"]["designs"])


def _check_names(datasets: Mapping[str, Mapping | None]) -> None:
    """Check that names differ by more than capital letters, which the files of many laptops do not."""
    seen: dict[str, str] = {}
    for name in (name for name, block in datasets.items() if block is not None):
        other = seen.setdefault(name.lower(), name)
        if other != name:
            raise InputError(
                f"config: datasets.{name} must differ from datasets.{other} by more than capital letters, for some "
                "file systems take their pages and tables for the same: rename one, or switch one off by null"
            )


def _check_not_merged(name: str, block: Mapping[str, object]) -> None:
    """Check that a data set in files has not the name of a generated one, whose keys config.yaml would add to it."""
    generated = {key for model in dataset_models().values() for key in model.model_fields}
    added = sorted(generated.difference(DatasetSettings.model_fields).intersection(block))
    if "path" in block and added:
        raise InputError(
            f"config: datasets.{name} must be read from a file or generated, but it has both path and "
            f"{' and '.join(added)}, which a generated data set of this name may have added: choose another name"
        )


def _check_visible_layer(n_visible: int, side: int) -> None:
    """Check that the visible layer has one unit per site."""
    if n_visible != side * side:
        raise InputError(
            f"config: dbn.layers[0] must be ising.side squared = {side * side}, the number of spins, "
            f"but it is {n_visible}"
        )


def _check_samples(config: Config) -> None:
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


def _check_halves(config: Config) -> None:
    """Check that the chains of two halves, which are compared as independent, start from different configurations."""
    held_out, n_samples = config["dbn"]["n_held_out"], config["rbm_fisher"]["sampled"]["n_samples"]
    if held_out < 2 * n_samples:
        raise InputError(
            f"config: rbm_fisher.sampled.n_samples must be at most {held_out // 2}, half of dbn.n_held_out = "
            f"{held_out}, so that no configuration starts chains of both halves, but it is {n_samples}"
        )


def _check_disk(config: Config) -> None:
    """Check that the stored configurations fit on the disk that the run may take."""
    n_samples, disk_mb = config["ising"]["n_samples"], config["limits"]["disk_mb"]
    per_sample = bytes_per_sample(config)
    if n_samples * per_sample > disk_mb * 10**6:
        raise InputError(
            f"config: ising.n_samples must be at most {disk_mb * 10**6 // per_sample}, or limits.disk_mb larger: "
            f"{n_samples} configurations need {n_samples * per_sample / 1e6:.0f} MB on disk, all files together, "
            f"and {disk_mb} MB are allowed"
        )


def _check_memory(config: Config) -> None:
    """Training fits into the memory that the run may take."""
    needed, allowed = megabytes(config)["train_dbn"], config["limits"]["memory_mb"]
    if needed > allowed:
        raise InputError(
            f"config: training must fit into limits.memory_mb = {allowed}, but {config['ising']['n_samples']} "
            f"configurations and layers {'-'.join(map(str, config['dbn']['layers']))} need about {needed} MB"
        )


def _check_null_names(nulls: Mapping[str, Mapping], datasets: Mapping[str, Mapping | None]) -> None:
    """Nulls, trials and covariates are of data sets that exist, and files of covariates can be read."""
    from rgcore.pipeline.jobs.null_structure import check_covariate  # noqa: PLC0415 - file libraries

    for key in ("of_dataset", "trial_length", "covariate"):
        for name in nulls[key]:
            if name not in datasets:
                raise InputError(
                    f"config: pcarg.nulls.{key} must name data sets, but {name} is none of {', '.join(datasets)}"
                )
    for name, covariate in nulls["covariate"].items():
        check_covariate(name, covariate)


def _check_scan_names(scans: Mapping[str, object], datasets: Mapping[str, Mapping | None]) -> None:
    """Check that scans are of data sets that exist, of levels of such that become log returns."""
    from rgcore.datasets import kind_card  # noqa: PLC0415 - file libraries

    for key, named in scans.items():
        for name in named if isinstance(named, Mapping) else ():
            if name not in datasets:
                raise InputError(
                    f"config: scans.{key} must name data sets, but {name} is none of {', '.join(datasets)}"
                )

    for name, settings in scans["price_levels"].items():
        block = datasets[name]
        if settings is not None and block is not None and not kind_card(block["kind"]).log_returns:
            raise InputError(
                f"config: scans.price_levels must name data sets of prices, kind prices or stock_like, but {name} is "
                f"of kind {block['kind']}: write kind: prices if its file holds prices, or leave it out"
            )


def _check_paths(config: Config) -> None:
    """Check that paths of files beside the data sets hold nothing that Snakemake would replace."""
    from rgcore.datasets.checks.before_run import refuse_wildcards  # noqa: PLC0415 - file libraries

    named = {
        "vrg.networks.{}.path": config["vrg"]["networks"],
        "pcarg.nulls.covariate.{}.path": config["pcarg"]["nulls"]["covariate"],
    }
    for key, blocks in named.items():
        for name, block in blocks.items():
            refuse_wildcards(f"config: {key.format(name)}", block["path"])
    if configurations := config["ising"]["configurations"]:
        path = configurations["path"].replace("{side}", "8").replace("{temperature}", "2.0")
        refuse_wildcards("config: ising.configurations.path", path)


def _check_modes(pcarg: Mapping, datasets: Mapping[str, Mapping | None]) -> None:
    """Numbers of modes that are kept are left in every generated data set after others were dropped."""
    from rgcore.pcarg.modes.mode_numbers import dropped_number  # noqa: PLC0415 - numpy

    most = max([0, *(kept for kept in pcarg["kept_fractions"] if isinstance(kept, int))])
    for name, block in datasets.items():
        if block is None or "n_variables" not in block:
            continue
        for dropped in pcarg["dropped_top"]:
            try:
                left = block["n_variables"] - dropped_number(dropped, block["n_variables"])
            except InputError as error:
                raise InputError(f"config: pcarg.{error} variables of datasets.{name}") from None
            if most > left:
                raise InputError(
                    f"config: pcarg.kept_fractions must keep at most the {left} modes that dropped_top = {dropped} "
                    f"leaves of datasets.{name}, but one is {most}"
                )


def _check_files(datasets: Mapping[str, Mapping | None]) -> None:
    """Check that the files of the user's data sets exist and are of their type."""
    from rgcore.datasets.checks.before_run import check_before_run  # noqa: PLC0415 - file libraries

    for name, block in datasets.items():
        if block is not None:
            check_before_run(name, block)


def _check_reference(config: Config) -> None:
    """No data set has the name of the generated cells that coarse-graining adds."""
    if config["coarse_graining"]["reference"] and config["datasets"].get("reference_cells"):
        raise InputError(
            "config: datasets.reference_cells must have another name while coarse_graining.reference is on, "
            "whose rows have that name"
        )


def _check_designs(named: Sequence[str], designs: Mapping[str, Mapping | None]) -> None:
    """Check that controls of block size are made for designs with networks trained on Ising configurations."""
    usable = [name for name, design in designs.items() if design is not None and _has_networks(design)]
    for name in named:
        if name not in usable:
            raise InputError(
                "config: block_size_controls.designs must name designs of block_size_study with source ising, "
                "sharing none, one algorithm, one start and no fraction, "
                f"but {shown(name)} is none of {', '.join(usable) or 'them: there are none'}"
            )


def _has_networks(design: Mapping) -> bool:
    """Return whether a design has one network with free filters, trained on Ising spins, for each of its places."""
    one_of_each = all(len(design.get(name) or [""]) == 1 for name in ("algorithms", "starts"))
    whole = (design.get("fraction") or 1) == 1
    return "ising" in design["sources"] and "none" in design["sharing"] and one_of_each and whole
