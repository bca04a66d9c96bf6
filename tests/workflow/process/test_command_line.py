"""Snakemake's command line: a config that is not there is named, and nothing is dropped in silence."""

import os

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.process.surroundings import check_config_arguments


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cores", "1", "--configfile", "a.yaml", "none.yaml"], "no file none.yaml"),
        (["--configfile=none.yaml"], "no file none.yaml"),
        (["--configfile", "~/none.yaml"], "without ~"),
        (["--configfiles", ".", "--dry-run"], r"\. is a folder"),
    ],
)
def test_a_config_that_is_no_file_is_named(folder, arguments, words):
    (folder / "a.yaml").touch()
    with pytest.raises(InputError, match=words):
        check_config_arguments(arguments)


def test_a_pipe_is_no_config(folder):
    os.mkfifo(folder / "pipe.yaml")
    with pytest.raises(InputError, match=r"must name a regular file, but pipe\.yaml is a pipe"):
        check_config_arguments(["--configfile", "pipe.yaml"])


def test_other_arguments_are_no_configs(folder):
    (folder / "a.yaml").touch()
    check_config_arguments(
        ["--set-resource-scopes", "mem_mb=global", "--set-resources", "a:mem_mb=1", "-c", "1"]
    )
    check_config_arguments(["results/x.png", "--configfile", "a.yaml", "--directory", "none", "-n"])


def test_a_device_is_no_config(folder):
    with pytest.raises(InputError, match="must name a regular file, but /dev/stdin is a pipe or a device"):
        check_config_arguments(["--configfile", "/dev/stdin"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--configfile", "a.yaml", "--cores", "1", "--configfile", "b.yaml"],
        ["--configfiles=a.yaml", "--configfile", "b.yaml"],
        ["--config", "root_seed=1", "-C", "study=mine"],
        ["-Croot_seed=1", "--config", "study=mine"],
        ["--set-res", "a:mem_mb=1", "--set-resources=b:mem_mb=1"],
        ["--set-resources", "a:mem_mb=1", "--set-resources", "b:mem_mb=1"],
        ["--default-resources", "qos=a", "--default-res", "slurm_account=b"],
    ],
)
def test_an_option_of_several_values_is_given_once(folder, arguments):
    for name in ("a.yaml", "b.yaml"):
        (folder / name).touch()
    with pytest.raises(InputError, match=r"--\S+ must be given once, with all its values after it"):
        check_config_arguments(arguments)


@pytest.mark.parametrize(
    ("option", "entry", "words"),
    [
        ("--config", "ising.side=8", r"has ising\.side=8: write 'ising=\{side: \.\.\.\}'"),
        ("-C", "root_seed", "--config must have entries such as root_seed=1, but it has root_seed"),
        ("--config", "results/x.png", "has results/x.png; write targets before --config"),
        ("--set-resources", "train_dbn:mem_mb", "such as train_dbn:mem_mb=4000, but it has train_dbn:mem_mb"),
        ("--set-resources", "mem_mb=4000", "such as train_dbn:mem_mb=4000"),
        ("--set-threads", "train_dbn", "such as train_dbn=1"),
        ("--default-resources", "qos", "such as slurm_account=name"),
    ],
)
def test_an_entry_that_snakemake_cannot_read_is_refused(folder, option, entry, words):
    with pytest.raises(InputError, match=words):
        check_config_arguments([option, entry])


@pytest.mark.parametrize("arguments", [["--directory", "a.yaml"], ["-d", "a.yaml"], ["--directory=a.yaml"]])
def test_a_folder_to_run_in_is_no_file(folder, arguments):
    (folder / "a.yaml").touch()
    with pytest.raises(InputError, match=r"--directory must name a folder to run in, but a\.yaml is a file"):
        check_config_arguments(arguments)
    check_config_arguments(["--directory", str(folder)])


def test_what_snakemake_hands_to_its_own_processes_passes(folder):
    (folder / "a.yaml").touch()
    check_config_arguments(
        ["--configfiles", "a.yaml", "--config", "base64//cm9vdF9zZWVkPTE=", "--set-threads", "a=1"]
    )
