"""Pages in a real browser, in a frame of the width of a telephone."""

import re
import shutil
import subprocess

import pytest

__all__ = ["CHROMIUM", "PHONE", "needs_browser", "shown_in_browser"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = 390  # CSS pixels

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")


def shown_in_browser(file, title, tmp_path):
    """Return the title that JavaScript gives a frame of the width of a telephone with the page ``file``."""
    frame = tmp_path / "frame.html"
    frame.write_text(
        f"<iframe src={file} style='width:{PHONE}px;height:800px;border:0' "
        f'onload="const d=this.contentDocument;document.title={title}">'
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom"]
    command = [CHROMIUM, *options, f"--user-data-dir={tmp_path / 'profile'}", frame.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    return re.search(r"<title>([^<]*)</title>", shown)[1]
