"""Compiled kernels: the cache on disk is used again, and an edit in a called file takes effect."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
INNER = (
    "from rgcore.compiling import njit\n\n@njit(inline='always')\ndef inner(x):\n    return x + {number}\n"
)
OUTER = """
from rgcore.compiling import njit
from rgcore.trial.inner import inner

@njit
def outer(x):
    return 2 * inner(x)
"""
CALL = """
from rgcore.trial.outer import outer
print(outer(1), sum(outer.stats.cache_hits.values()))
"""


@pytest.fixture
def package(tmp_path):
    """A copy of what compiling needs of rgcore, with two kernels of which one calls the other in another file."""
    trial = tmp_path / "rgcore" / "trial"
    trial.mkdir(parents=True)
    for name in (
        "__init__",
        "cards",
        "errors",
        "compiling",
        "private_folder",
        "provenance",
        "code_fingerprint",
        "code_outline",
        "kernel_cache",
    ):
        (tmp_path / "rgcore" / f"{name}.py").write_bytes((ROOT / "rgcore" / f"{name}.py").read_bytes())
    (trial / "__init__.py").write_text("")
    (trial / "inner.py").write_text(INNER.format(number=1))
    (trial / "outer.py").write_text(OUTER)
    return tmp_path


def result(package, *, keep=""):
    """Call the outer kernel in a new process; return its value and how often the cache gave it compiled."""
    variables = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR" or keep}
    done = subprocess.run(
        [sys.executable, "-P", "-c", CALL],
        env={**variables, "PYTHONPATH": str(package)},
        cwd=package,
        text=True,
        capture_output=True,
        check=True,
    )
    return tuple(map(int, done.stdout.split()))


def test_a_second_process_finds_the_kernel_compiled(package):
    assert result(package) == (4, 0)
    assert result(package) == (4, 1)


def test_an_edit_in_the_file_of_a_called_kernel_takes_effect(package):
    assert result(package) == (4, 0)
    inner = package / "rgcore" / "trial" / "inner.py"
    inner.write_text(INNER.format(number=5))
    assert result(package) == (12, 0)


def test_a_new_comment_in_a_called_file_compiles_nothing_again(package):
    assert result(package) == (4, 0)
    inner = package / "rgcore" / "trial" / "inner.py"
    inner.write_text(INNER.format(number=1) + "# a comment\n")
    assert result(package) == (4, 1)


def test_numba_by_itself_would_keep_the_stale_kernel(package):
    """Where this fails, numba has learned it, and the cache folders can go."""
    outer, inner = (package / "rgcore" / "trial" / f"{name}.py" for name in ("outer", "inner"))
    for path in (outer, inner):
        text = (
            path.read_text().replace("rgcore.compiling", "numba").replace("'always'", "'always', cache=True")
        )
        path.write_text(text.replace("@njit\n", "@njit(cache=True)\n"))
    assert result(package)[0] == 4
    inner.write_text(inner.read_text().replace("+ 1", "+ 5"))
    assert result(package)[0] == 4


def test_without_a_folder_that_can_be_written_kernels_are_compiled_each_time(package, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", "/dev/null/none")
    assert result(package, keep="NUMBA_CACHE_DIR") == (4, 0)
    assert result(package, keep="NUMBA_CACHE_DIR") == (4, 0)


def test_what_others_could_have_planted_in_a_cache_is_not_loaded(package, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(package / "cache"))
    assert result(package) == (4, 0)
    for folder in (package / "rgcore" / "__pycache__" / "numba").iterdir():
        folder.chmod(0o777)
    assert result(package)[1] == 0


def test_bounds_are_checked_although_a_cache_without_checks_is_there(package, monkeypatch):
    assert result(package) == (4, 0)
    monkeypatch.setenv("NUMBA_BOUNDSCHECK", "1")
    assert result(package) == (4, 0)


@pytest.mark.parametrize(("ending", "content"), [("nbi", b"\x80\x05garbage"), ("nbc", b"")])
def test_a_damaged_cache_is_made_anew(package, ending, content):
    assert result(package) == (4, 0)
    for path in package.rglob(f"outer.outer*.{ending}"):
        path.write_bytes(content)
    assert result(package) == (4, 0)


def test_one_wrong_bit_in_machine_code_is_not_executed(package):
    assert result(package) == (4, 0)
    [path] = package.rglob("outer.outer*.nbc")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert result(package) == (4, 0)
