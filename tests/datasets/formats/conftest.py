"""What tests of files share that a reader could wait for."""

import signal

import pytest


@pytest.fixture
def soon():
    """End a test that waits for a pipe, so that it fails and does not hang."""

    def stop(*_):
        raise TimeoutError("the test waited for 20 s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
