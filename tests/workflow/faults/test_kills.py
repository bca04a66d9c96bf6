"""Jobs and runs that are killed, stopped or started twice: the same command ends in the same bytes."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.workflow.faults.training import TARGET, jobs_in, send, shown_by, training, wait_for


def test_kills_of_jobs_and_of_the_run_at_random_times_leave_the_same_bytes(runs, small, sampled, again):
    rng, victims = np.random.default_rng(7), ("job", "run", "job and run")
    for victim in victims:
        with training(runs, sampled, small) as process:
            time.sleep(rng.uniform(0, 0.3))  # the training takes seconds
            if "job" in victim:
                os.kill(wait_for(lambda: jobs_in(sampled), process)[0], signal.SIGKILL)
            if "run" in victim:
                process.kill()
        assert process.returncode != 0, victim
    again(sampled)


def test_runs_killed_at_any_stage_leave_the_same_bytes(runs, finished, tmp_path):
    """From compiling to joining: four runs are killed within eight seconds, and the last goes to the end."""
    table, rng = "results/tables/ising_thermodynamics.parquet", np.random.default_rng(11)
    for seconds in rng.uniform(1, 8, size=4):
        process = runs.start(tmp_path, table)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.kill()
        process.wait()
    done = runs(tmp_path, table)
    assert done.returncode == 0, done.stdout
    assert (tmp_path / table).read_bytes() == (finished / table).read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can end a process with its parent")
def test_no_script_outlives_a_killed_run(runs, small, sampled):
    with training(runs, sampled, small) as process:
        wait_for(lambda: jobs_in(sampled), process)
        process.kill()
        process.wait()
        deadline = time.monotonic() + 20
        while jobs_in(sampled) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not jobs_in(sampled)


def test_a_second_run_is_refused_and_sigterm_stops_the_first_without_a_traceback(runs, small, sampled, again):
    with training(runs, sampled, small) as process:
        held = wait_for(lambda: jobs_in(sampled), process)
        send(held, signal.SIGSTOP)  # it outlasts the second run on any computer
        second = runs(sampled, TARGET, config=small)
        assert second.returncode != 0
        assert f"another run (process {process.pid}) is at work" in second.stdout
        assert "Traceback" not in second.stdout
        send(held, signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
    shown_by(sampled)
    again(sampled)
