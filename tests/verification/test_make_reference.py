"""A reference is made from finished runs, and only where the commit of the code is known."""

from pathlib import Path

import pytest

from rgcore.errors import InputError
from rgcore.verification.references import make_reference

CONFIG = Path(__file__).parents[2] / "config.yaml"


def test_without_a_commit_no_reference_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(make_reference, "git_commit", lambda: "unknown")
    with pytest.raises(InputError, match="must be made in a Git checkout with a commit"):
        make_reference.main([str(tmp_path / "mine"), str(CONFIG), "run", "other run"])
    assert not (tmp_path / "mine").exists()
