"""What holds of all scripts and all kernels: scripts only translate, kernels stay inside their arrays."""

import re
import subprocess
import sys


def test_scripts_only_translate(runs):
    forbidden = r"^\s*(def|class|while|for(?! point in run\.points\(\):$))\b"
    for path in sorted((runs.root / "workflow/scripts").glob("*.py")):
        text = path.read_text()
        assert text.count("\n") <= 30, path.name
        assert not re.search(forbidden, text, re.MULTILINE), path.name


def test_kernels_stay_inside_their_arrays(runs, tmp_path):
    """Run the kernel tests once with bounds checked; numba reads past the end silently otherwise."""
    files = [str(path) for path in (runs.root / "tests").rglob("test_kernels*.py")]
    assert files
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path}", *files],
        env={**runs.environment(), "NUMBA_BOUNDSCHECK": "1"},
        cwd=runs.root,
        text=True,
        capture_output=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout
