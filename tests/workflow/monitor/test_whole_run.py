"""The plan, the account and the status of a whole run at tiny size."""

from collections import defaultdict

import pandas as pd

from rgcore.pipeline.monitor.account import account_of
from rgcore.pipeline.monitor.journal import last_run
from rgcore.pipeline.monitor.status import process_is_alive, status_lines


def test_declared_seconds_are_within_a_factor_of_ten_of_measured_ones(finished, monkeypatch):
    """Measured is the time of the processor, of scripts that take seconds of it on any computer: imports alone do.

    Computers differ by a factor of a few, and whether kernels must be compiled depends on what ran before.
    """
    monkeypatch.chdir(finished)
    state = last_run(finished)
    declared = defaultdict(float)
    for job in state.jobs.values():
        declared[job.family] += job.declared
    measured = {
        row.rule: row.cpu_seconds for row in account_of(state).rows if row.rule not in {"compile_kernels"}
    }
    long = {rule: seconds for rule, seconds in measured.items() if max(seconds, declared[rule]) >= 3}
    assert long
    off = {rule: (declared[rule], seconds) for rule, seconds in long.items()}
    assert not {rule: pair for rule, pair in off.items() if not 1 / 10 < pair[0] / pair[1] < 10}, (
        "rule: (declared, measured)"
    )


def test_the_account_of_a_run_is_no_table_of_it(finished):
    account = pd.read_parquet(finished / "results/account/account.parquet").set_index("rule")
    assert (account["measured_seconds"] > 0).all()
    assert account.loc["train_dbn", "memory_measured_mb"] > 50
    assert not (finished / "results/tables/account.parquet").exists()


def test_the_status_of_a_finished_run(finished, monkeypatch):
    monkeypatch.chdir(finished)
    state = last_run(finished)
    (line,) = status_lines(finished, state.last, process_is_alive)
    assert line.endswith(f"{len(state.jobs)} of {len(state.jobs)} jobs are done")
    assert "ended well after" in line
