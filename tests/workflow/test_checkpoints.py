"""Training runs that are killed at random times, also while their state is written, continue with the same bits."""

import logging
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from rgcore.pipeline.checkpoints import FileCheckpoint, keep_checkpoint
from rgcore.provenance import Stamp

PROCESS = Path(__file__).with_name("training_process.py")
STAMP = Stamp(parameters={"n_epochs": 5, "layers": [9, 4]}, root_seed=1, code="abc", inputs={"a": "1"})
LOG = logging.getLogger("test_checkpoints")
STATE = {"weights": np.arange(6, dtype=np.float32).reshape(2, 3)}


def start(folder, every_minutes=0.0, seconds_per_epoch=0.0):
    folder.mkdir(exist_ok=True)
    (folder / "started").unlink(missing_ok=True)
    return subprocess.Popen(
        [sys.executable, str(PROCESS), str(folder), str(every_minutes), str(seconds_per_epoch)]
    )


def wait_for(happened, process, seconds=60):
    """Wait until a function returns true, for as long as a process runs, and fail after a minute."""
    deadline = time.monotonic() + seconds
    while not happened() and process.poll() is None:
        assert time.monotonic() < deadline, f"nothing within {seconds} s"
        time.sleep(0.01)


def wait_until_started(folder, process):
    wait_for((folder / "started").exists, process)


def state_in(folder):
    """Return what is different for every state that is stored, None if there is no state."""
    try:
        status = (folder / "state.parquet").stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    assert start(folder).wait() == 0
    return (folder / "model.parquet").read_bytes()


def test_kills_at_random_times_leave_the_weights_bit_equal(undisturbed, tmp_path):
    rng, n_killed, restored = np.random.default_rng(), 0, set()  # other times in every run, on purpose
    for _ in range(40):
        before = state_in(tmp_path)
        process = start(tmp_path, seconds_per_epoch=0.05)  # more than two seconds: several are killed
        wait_until_started(tmp_path, process)
        if n_killed < 3:  # after a state of its own; the others at any time
            wait_for(lambda: state_in(tmp_path) not in {None, before}, process)  # noqa: B023 - called here
        time.sleep(rng.uniform(0.1, 1.0))
        process.kill()
        if process.wait() == 0:
            break
        n_killed += 1
        restored.add((tmp_path / "log.txt").read_text().count("going on from checkpoint"))
    else:
        assert start(tmp_path).wait() == 0
    assert n_killed >= 3
    assert max(restored) >= 2  # some states were used
    assert (tmp_path / "model.parquet").read_bytes() == undisturbed
    assert not (tmp_path / "state.parquet").exists()
    assert not list(tmp_path.glob(".state.*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_keeps_the_state_and_stops(number, undisturbed, tmp_path):
    process = start(tmp_path, every_minutes=1e6, seconds_per_epoch=0.06)
    wait_until_started(tmp_path, process)
    time.sleep(0.7)
    process.send_signal(number)
    assert process.wait(timeout=20) == 128 + number
    assert (tmp_path / "state.parquet").exists()
    assert not (tmp_path / "model.parquet").exists()
    assert start(tmp_path).wait() == 0
    assert "going on from checkpoint" in (tmp_path / "log.txt").read_text()
    assert (tmp_path / "model.parquet").read_bytes() == undisturbed


def checkpoint_in(folder, stamp=STAMP, every_epochs=2, every_minutes=10.0, clock=lambda: 0.0):
    path = folder / "state.parquet"
    return FileCheckpoint(
        path, stamp, every_epochs=every_epochs, every_minutes=every_minutes, log=LOG, clock=clock
    )


def keep(folder):
    checkpoint = checkpoint_in(folder, every_epochs=1)
    checkpoint.offer(lambda: STATE, at_epoch_end=True)


def test_a_state_comes_back_as_it_was(tmp_path):
    assert checkpoint_in(tmp_path).restore() is None
    keep(tmp_path)
    back = checkpoint_in(tmp_path).restore()
    np.testing.assert_array_equal(back["weights"], STATE["weights"])


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"parameters": {"n_epochs": 6, "layers": [9, 4]}}, "other parameters (n_epochs)"),
        ({"code": "abd"}, "other code"),
        ({"root_seed": 2}, "other root seed"),
        ({"inputs": {"a": "2"}}, "other inputs (a)"),
        ({"versions": {"numpy": "9"}}, "other versions (numpy)"),
    ],
)
def test_a_state_of_another_training_is_not_used(change, wanted, tmp_path, caplog):
    keep(tmp_path)
    fields = {
        name: getattr(STAMP, name) for name in ("parameters", "root_seed", "code", "inputs", "versions")
    }
    assert checkpoint_in(tmp_path, Stamp(**{**fields, **change})).restore() is None
    assert wanted in caplog.text


def test_a_damaged_state_is_not_used(tmp_path, caplog):
    keep(tmp_path)
    path = tmp_path / "state.parquet"
    path.write_bytes(path.read_bytes()[:-200])
    assert checkpoint_in(tmp_path).restore() is None
    assert "state.parquet is damaged: the training starts over" in caplog.text


def test_a_half_written_state_of_a_killed_process_is_swept_away(tmp_path):
    keep(tmp_path)
    orphan = tmp_path / ".state.x7.tmp.parquet"
    orphan.write_bytes(b"half")
    assert checkpoint_in(tmp_path).restore() is not None
    assert not orphan.exists()


def test_states_are_kept_after_epochs_or_minutes(tmp_path):
    now, kept = [0.0], []
    checkpoint = checkpoint_in(tmp_path, clock=lambda: now[0])
    for at_epoch_end, seconds in [
        (False, 1),
        (True, 2),
        (True, 3),
        (False, 602),
        (False, 603.5),
        (True, 604),
    ]:
        now[0] = seconds
        (tmp_path / "state.parquet").unlink(missing_ok=True)
        checkpoint.offer(lambda: STATE, at_epoch_end=at_epoch_end)
        kept.append((tmp_path / "state.parquet").exists())
    assert kept == [False, False, True, False, True, False]


def test_a_signal_that_is_ignored_stays_so(tmp_path):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with keep_checkpoint(checkpoint_in(tmp_path)):
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_state_goes_when_the_training_is_over_and_stays_when_it_failed(tmp_path):
    before = signal.getsignal(signal.SIGTERM)
    keep(tmp_path)
    with pytest.raises(RuntimeError), keep_checkpoint(checkpoint_in(tmp_path)):
        raise RuntimeError
    assert (tmp_path / "state.parquet").exists()
    with keep_checkpoint(checkpoint_in(tmp_path)):
        assert signal.getsignal(signal.SIGTERM) != before
    assert not (tmp_path / "state.parquet").exists()
    assert signal.getsignal(signal.SIGTERM) == before
