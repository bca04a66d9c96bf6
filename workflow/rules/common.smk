"""Paths, wildcards, code fingerprints and the checks at parse time: everything that is no rule."""

import sys
from functools import cache
from hashlib import sha256
from logging import FileHandler

from snakemake.logging import logger

from rgcore.errors import InputError
from rgcore.ising.own_configurations.of_config import model_of, own_configurations
from rgcore.vrg.networks.of_config import network_files
from rgcore.code_fingerprint import fingerprint
from rgcore.provenance import file_digest
from rgcore.pipeline.jobs.bundles import Bundles
from rgcore.pipeline.jobs.families import accept_families
from rgcore.pipeline.monitor.planned import Costs
from rgcore.pipeline.process.destination import check_capacity, goes_to_cluster
from rgcore.pipeline.process.interruption import CtrlC, wait_for_callbacks
from rgcore.pipeline.process.surroundings import (
    check_path_of_python,
    check_surroundings,
)
from rgcore.pipeline.jobs.requests import Requests
from rgcore.pipeline.jobs.rule_defaults import complete_rules
from rgcore.pipeline.run_lock import hold_run_lock
from rgcore.pipeline.slurm import WithoutWrongAdvice, begin_run, forget_run
from rgcore.pipeline.staleness.reruns import decide_by_stamps
from rgcore.pipeline.studies import check_study, put_apart
from rgcore.pipeline.subjects import expected_seconds, megabytes, stored_bytes, tables

CTRL_C = CtrlC()

if workflow.is_main_process:
    CTRL_C.answer()
    from rgcore.pipeline.config.model import check_config
    from rgcore.pipeline.config.config_files import check_config_files

    try:
        check_surroundings(HOME)
        check_capacity(workflow)
        check_config_files(workflow.configfiles)
        check_config(config)
    except InputError as mistake:
        sys.exit(f"Error: {mistake}")
    logger.addFilter(WithoutWrongAdvice())


STUDY_NAME = config.get("study")
put_apart(workflow, STUDY_NAME)


def sized_config():
    """Return the config with the sizes of the user's files, on which durations and memory depend."""
    if not any(block and "path" in block for block in config["datasets"].values()):
        return config
    from rgcore.datasets.checks.before_run import with_sizes_of_files

    return with_sizes_of_files(config)


SIZED = sized_config()
SECONDS = expected_seconds(SIZED)
BUNDLES = Bundles.of_run(
    config["jobs"],
    SECONDS,
    Path(".snakemake/rgcore_bundles.json"),
    on_cluster=goes_to_cluster(workflow),
    follow=not workflow.is_main_process,
    study=STUDY_NAME,
)

if workflow.is_main_process:
    from rgcore.pipeline.monitor.watch import watch_run

    WATCH = watch_run(
        logger,
        workflow,
        Costs(
            seconds=SECONDS,
            stored_bytes=stored_bytes(SIZED),
            n_points=BUNDLES.n_points,
        ),
    )
    for handler in logger.handlers:
        if not isinstance(handler, FileHandler):  # Snakemake's own log keeps everything
            handler.addFilter(CTRL_C)


SLURM_RUN_NAME_FILE = ".snakemake/rgcore.slurm"  # all jobs of a run have its name


onstart:
    try:
        check_path_of_python(workflow.executor_plugin.name)
        hold_run_lock(".snakemake/rgcore.lock")
        if line := begin_run(workflow, SLURM_RUN_NAME_FILE):
            logger.warning(line)
        BUNDLES.store()
        CTRL_C.jobs_begin()
    except InputError as mistake:
        sys.exit(f"Error: {mistake}")


onsuccess:
    CTRL_C.jobs_end()
    forget_run(SLURM_RUN_NAME_FILE)
    WATCH.end(good=True)


onerror:
    wait_for_callbacks(workflow)
    CTRL_C.jobs_end()
    WATCH.end(good=False)
    if not WATCH.only_differs:
        print(
            "Stopped before the end. The same command continues this run.",
            file=sys.stderr,
        )


try:
    decide_by_stamps()
    OWN_CONFIGURATIONS = own_configurations(config)
    OWN_NETWORKS = network_files(config)
except InputError as mistake:
    sys.exit(f"Error: {mistake}")

SIDE = config["ising"]["side"]
TEMPERATURES = config["ising"]["temperatures"]
REPLICAS = list(range(config["dbn"]["n_replicas"]))
DATASETS = {
    name: block for name, block in config["datasets"].items() if block is not None
}
GENERATED = [name for name, block in DATASETS.items() if "path" not in block]
NAMES_OF_GENERATED = "|".join(GENERATED) or "(?!)"
NAMES_OF_READ = "|".join(name for name in DATASETS if name not in GENERATED) or "(?!)"
MEGABYTES = megabytes(SIZED)
REFERENCES = HOME / "tests/reference"


# the model whose exact values stand beside what is measured on the configurations of ising.side
TRAINED_MODEL = model_of(config, OWN_CONFIGURATIONS)


wildcard_constraints:
    side=r"\d+",
    temperature=r"[\d.]+",
    replica=r"\d+",
    dataset="|".join(DATASETS),


@cache
def code_of(rule, *modules):
    """Return the fingerprint of a rule's script, and of modules that it loads by name."""
    return " ".join(
        [fingerprint(HOME / f"workflow/scripts/{rule}.py"), *map(fingerprint, modules)]
    )


def digest_of_docs():
    """Return one digest of the pages of docs, their pictures, their order and their template."""
    files = [
        *sorted((HOME / "docs").rglob("*.md")),
        *sorted((HOME / "docs").glob("*.png")),
        HOME / "workflow/site/navigation.yaml",
        HOME / "workflow/report/docs.html",
    ]
    digests = " ".join(f"{path.name} {file_digest(path)}" for path in files)
    return sha256(digests.encode()).hexdigest()[:16]


def dataset_files(name):
    """Return the files of a data set of the user."""
    from rgcore.datasets.checks.before_run import input_files

    return input_files(DATASETS[name])


def dataset_nulls(name):
    """Return the names of the nulls of a data set."""
    from rgcore.pipeline.jobs.null_choice import nulls_of

    return nulls_of(name, DATASETS[name]["kind"], config["pcarg"]["nulls"])


def dataset_structure(name):
    """Return the length of trials and the covariate of a data set, for nulls of a shared drive."""
    from rgcore.pipeline.jobs.null_structure import structure_of

    return structure_of(name, config["pcarg"]["nulls"])


def covariate_of_nulls(name):
    """Return which covariate the nulls of a data set are given, in words; nothing where none of them needs it."""
    from rgcore.pipeline.jobs.null_structure import covariate_words

    needed = "given_covariate" in dataset_nulls(name)
    return covariate_words(dataset_structure(name)["covariate"]) if needed else ""


def trial_length(name):
    """Return the samples of a trial that the config declares of a data set; 0 where it declares none."""
    return dataset_structure(name)["trial_length"] or 0


def covariate_file(name):
    """Return the file of the covariate of a data set, if there is one."""
    covariate = config["pcarg"]["nulls"]["covariate"].get(name)
    return [covariate["path"]] if covariate else []


def sampling_settings():
    """Return the part of the block ising on how configurations are drawn."""
    from rgcore.ising.settings import SamplingSettings

    return {key: config["ising"][key] for key in SamplingSettings.model_fields}


def tables_to_verify(wildcards):
    """Return all tables; without a reference for this config, end before they are made."""
    from rgcore.verification.references.choice import reference_for

    if workflow.is_main_process:
        try:
            reference_for(config, REFERENCES)
        except InputError as mistake:
            sys.exit(f"Error: {mistake}")
    return expand("results/tables/{table}.parquet", table=TABLES)
