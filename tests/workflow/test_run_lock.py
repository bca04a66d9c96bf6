"""One run at a time, and none locked out by a run that was killed."""

import signal
import subprocess
import sys

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.run_lock import hold_run_lock

HOLD = """
import sys, time
from rgcore.pipeline.run_lock import hold_run_lock
hold_run_lock(sys.argv[1])
print(1, flush=True)
time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_is_killed(tmp_path):
    path = tmp_path / "state" / "lock"
    first = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE)
    try:
        first.stdout.readline()
        with pytest.raises(InputError, match=f"process {first.pid}.*{tmp_path.name}"):
            hold_run_lock(path)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
        first.stdout.close()
    hold_run_lock(path)
