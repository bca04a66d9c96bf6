"""The frame of a job: its log, its stamp, and one sentence for a user's mistake."""

import errno
import logging
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import yaml

from rgcore.errors import InputError
from rgcore.pipeline.checkpoints import FileCheckpoint
from rgcore.pipeline.faults import describe_fault_in
from rgcore.pipeline.job import Point, job
from rgcore.pipeline.subjects import expected_seconds
from rgcore.provenance import Stamp
from rgcore.tables import read_arrays, write_arrays, write_text
from rgcore.tables.stamp_files import read_stamp_of

HOME = Path(__file__).parents[2]


class Named(dict):
    """What Snakemake hands to a script: a mapping whose entries are attributes too."""

    __getattr__ = dict.__getitem__


@pytest.fixture
def snakemake(tmp_path):
    data = tmp_path / "data.csv"
    data.write_text("1,2\n")
    return SimpleNamespace(
        params=Named(code="abc", root_seed=3, side=8, settings={"kind": "matrix", "path": str(data)}),
        wildcards=Named(temperature="2.0"),
        input=[str(data)],
        output=[],
        log=[str(tmp_path / "logs" / "rule.log")],
        threads=1,
        rule="sample",
    )


def fail(snakemake, error):
    with job(snakemake):
        raise error


def test_a_users_mistake_is_one_sentence_and_exit_code_1(snakemake, capsys):
    with pytest.raises(SystemExit) as caught:
        fail(snakemake, InputError("column 3 must vary"))
    assert caught.value.code == 1
    assert capsys.readouterr().err == "Error: column 3 must vary\n"
    with open(snakemake.log[0]) as log:
        assert "column 3 must vary" in log.read()


def test_a_bug_keeps_its_traceback_in_the_log(snakemake):
    with pytest.raises(ZeroDivisionError):
        fail(snakemake, ZeroDivisionError("bug"))
    with open(snakemake.log[0]) as log:
        assert "Traceback" in log.read()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no space is left on the disk: make space, then"),
        (
            OSError(errno.EROFS, "Read-only file system", "results/a"),
            "results/a: the file system is read-only",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "results/a"), "results/a: access is refused"),
    ],
)
def test_a_fault_of_the_disk_is_one_sentence(snakemake, capsys, fault, sentence):
    with pytest.raises(SystemExit):
        fail(snakemake, fault)
    shown = capsys.readouterr().err
    assert shown.startswith(f"Error: {sentence}")
    assert shown.count("\n") == 1
    assert "Traceback" not in Path(snakemake.log[0]).read_text()


def test_a_fault_in_a_message_of_snakemake_is_the_same_sentence():
    message = "RuleException: OSError in file \"a.smk\", line 3: [Errno 30] Read-only file system: 'r/x' File"
    assert describe_fault_in(message).startswith("r/x: the file system is read-only")
    assert describe_fault_in("[Errno 5] Input/output error") is None


def write_damaged(path):
    write_arrays({"x": np.arange(1000)}, path, kind="arrays", stamp=Stamp())
    content = bytearray(Path(path).read_bytes())
    content[30] ^= 255
    Path(path).write_bytes(content)


def test_a_damaged_input_of_the_user_is_never_removed(snakemake, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write_damaged("my_network.parquet")  # vrg.networks takes files of save_model by a relative path, too
    snakemake.input = ["my_network.parquet"]
    with pytest.raises(SystemExit), job(snakemake):
        read_arrays("my_network.parquet")
    assert Path("my_network.parquet").exists()
    assert "my_network.parquet is damaged" in capsys.readouterr().err


def test_a_damaged_input_of_ours_is_removed_so_that_the_same_command_makes_it_again(
    snakemake, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    write_damaged("results/x.parquet")
    snakemake.input = ["results/x.parquet"]
    with pytest.raises(SystemExit), job(snakemake):
        read_arrays("results/x.parquet")
    assert not Path("results/x.parquet").exists()
    assert (
        "x.parquet was damaged and has been removed: the same command makes it anew"
        in capsys.readouterr().err
    )


def test_a_damaged_file_elsewhere_is_left_to_its_owner(snakemake, tmp_path, capsys):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1")
    snakemake.input = [str(path)]
    with pytest.raises(SystemExit), job(snakemake):
        read_arrays(path)
    assert path.exists()
    assert "is damaged: delete it" in capsys.readouterr().err


def test_the_stamp_says_what_a_file_is_made_from_and_names_no_place_of_this_machine(snakemake, tmp_path):
    with job(snakemake) as run:
        stamp = run.stamp({"tau": 1.5}).as_dict()
    settings = {"kind": "matrix", "path": "data.csv"}
    assert stamp["parameters"] == {"temperature": "2.0", "side": 8, "settings": settings}
    assert stamp["measured"] == {"tau": 1.5}
    assert (stamp["root_seed"], stamp["code"]) == (3, "abc")
    assert list(stamp["inputs"]) == ["data.csv"]
    assert str(tmp_path) not in str(stamp)


def test_parameters_and_seed_of_the_inputs_are_handed_on(snakemake, tmp_path):
    before = Stamp(parameters={"side": 12, "n_samples": 5}, measured={"tau": 2.0}, root_seed=7)
    write_arrays({"x": np.arange(3)}, tmp_path / "x.parquet", kind="arrays", stamp=before)
    snakemake.input.append(str(tmp_path / "x.parquet"))
    del snakemake.params["root_seed"]
    with job(snakemake) as run:
        stamp = run.stamp()
    assert stamp.parameters["n_samples"] == 5
    assert stamp.parameters["side"] == 8  # its own, not that of the input
    assert stamp.measured == {}
    assert stamp.root_seed == 7


def test_a_text_has_its_stamp_in_a_file_beside_the_results(snakemake, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    snakemake.output = ["results/tables/a.parquet", "results/kernels/ising.txt"]
    with job(snakemake):
        write_text("compiled", "results/kernels/ising.txt")
    assert read_stamp_of("results/kernels/ising.txt")["code"] == "abc"
    assert not list(Path("results/stamps").glob("tables/*"))


def test_progress_reports_the_end_with_unit_and_time_left(snakemake):
    with job(snakemake) as run:
        report = run.progress("epochs")
        for done in range(1, 101):
            report(done, 100)
    with open(snakemake.log[0]) as log:
        text = log.read()
    assert "100 of 100 epochs, 0 s so far, about 0 s left" in text
    assert "50 of 100" not in text  # at most a line every few seconds


def test_more_epochs_and_more_draws_are_expected_to_take_longer():
    config = yaml.safe_load((HOME / "config.yaml").read_text())
    short = expected_seconds(config)
    config["dbn"]["training"]["n_epochs"] *= 2
    config["pcarg"]["n_null_draws"] *= 2
    long = expected_seconds(config)
    assert long["train_dbn"] == pytest.approx(2 * short["train_dbn"])
    assert 1.5 * short["draw_nulls"] < long["draw_nulls"] < 2 * short["draw_nulls"]
    assert 5 < short["train_dbn"] < 100


class NamedLists(list):
    """Files of a bundle as Snakemake hands them to a script, without any."""

    def items(self):
        return ()


class Outputs(NamedLists):
    """The one file of each point."""

    def items(self):
        return [("model", list(self))]


def test_the_checkpoint_of_a_point_goes_after_its_outputs_are_kept(snakemake, tmp_path, monkeypatch):
    snakemake.params |= {"points": [{"temperature": "2.0"}], "points_params": [{}]}
    snakemake.input, snakemake.output = NamedLists(), Outputs([str(tmp_path / "model.parquet")])
    snakemake.resources = SimpleNamespace(checkpoint_epochs=1, checkpoint_minutes=1.0)
    snakemake.log = [snakemake.log[0].replace("logs", "logs/train")]
    kept, seen = tmp_path / "checkpoints/train/T2.0/model.parquet", []
    monkeypatch.setattr(FileCheckpoint, "remove", lambda checkpoint: seen.append(kept.exists()))
    with Point(snakemake, logging.getLogger(), 0).checkpoint():
        write_arrays({"x": np.arange(3)}, tmp_path / "model.parquet", kind="arrays", stamp=Stamp())
    assert seen == [True]


def test_points_whose_temperatures_differ_in_decimals_have_checkpoints_of_their_own(snakemake):
    points = [{"temperature": temperature, "replica": "0"} for temperature in ("2.0", "2.2", "2.269185")]
    snakemake.params |= {"points": points, "points_params": [{}] * len(points)}
    snakemake.input = snakemake.output = NamedLists()
    snakemake.resources = SimpleNamespace(checkpoint_epochs=1, checkpoint_minutes=1.0)
    snakemake.log = [snakemake.log[0].replace("logs", "logs/train")]
    made = [Point(snakemake, logging.getLogger(), number) for number in range(3)]
    for point, side in zip(made, (1.0, 2.0, 3.0), strict=True):
        with suppress(KeyboardInterrupt), point.checkpoint() as checkpoint:
            checkpoint.offer(lambda side=side: {"weights": np.array([side])}, at_epoch_end=True)
            raise KeyboardInterrupt
    for point, side in zip(made, (1.0, 2.0, 3.0), strict=True):
        with point.checkpoint() as checkpoint:
            assert checkpoint.restore()["weights"] == [side]


def test_networks_are_told_apart_by_temperature_and_replica(snakemake):
    points = [
        {"temperature": temperature, "replica": replica}
        for temperature, replica in (("2.0", "0"), ("2.0", "3"))
    ]
    snakemake.params |= {"points": points, "points_params": [{}, {}]}
    snakemake.input = snakemake.output = NamedLists()
    places = [Point(snakemake, logging.getLogger(), number).network_place() for number in range(2)]
    assert places == [{"temperature": 2.0, "replica": 0}, {"temperature": 2.0, "replica": 3}]
