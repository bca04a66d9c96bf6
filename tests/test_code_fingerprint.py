"""Fingerprints: changed by code, unchanged by comments, and limited to what is imported."""

from pathlib import Path

import pytest

import rgcore
from rgcore import code_fingerprint
from rgcore.code_fingerprint import fingerprint
from rgcore.errors import InputError


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A tiny rgcore: a kernel, a package that re-exports it beside another module, a script."""
    room = tmp_path / "rgcore" / "room"
    room.mkdir(parents=True)
    (tmp_path / "rgcore" / "__init__.py").write_text("")
    (room / "__init__.py").write_text("from rgcore.room.other import g\nfrom rgcore.room.user import f\n")
    (room / "kernel.py").write_text('"""Doc."""\n\ndef k(x):\n    """Doc."""\n    return x + 1  # reason\n')
    (room / "user.py").write_text("from rgcore.room.kernel import k\n\ndef f(x):\n    return k(x)\n")
    (room / "other.py").write_text("def g(x):\n    return x\n")
    (tmp_path / "script.py").write_text("from rgcore.room import f\nf(1)\n")
    monkeypatch.setattr(code_fingerprint, "_ROOT", tmp_path / "rgcore")
    code_fingerprint.forget()
    yield tmp_path
    code_fingerprint.forget()


def digest_after(package, file, text):
    (package / "rgcore" / "room" / file).write_text(text)
    code_fingerprint.forget()
    return fingerprint(package / "script.py")


def test_an_edit_two_imports_away_changes_the_fingerprint(package):
    before = fingerprint(package / "script.py")
    assert digest_after(package, "kernel.py", "def k(x):\n    return x + 2\n") != before


def test_comments_docstrings_and_layout_do_not(package):
    before = fingerprint(package / "script.py")
    same = '"""New."""\ndef k( x ):\n    """Other."""\n    # other\n    return (x + 1)\n'
    assert digest_after(package, "kernel.py", same) == before


def test_the_description_of_a_setting_does_not_but_its_range_does(package):
    text = "class K:\n    x: int = Field(ge={}, description={!r})\n\ndef k(x):\n    return x\n"
    before = digest_after(package, "kernel.py", text.format(1, "steps"))
    assert digest_after(package, "kernel.py", text.format(1, "steps of a walk")) == before
    assert digest_after(package, "kernel.py", text.format(2, "steps")) != before


def test_a_module_that_only_shares_the_package_does_not(package):
    before = fingerprint(package / "script.py")
    assert digest_after(package, "other.py", "def g(x):\n    return 2 * x\n") == before


def test_the_version_of_a_library_counts_where_it_is_imported(package, monkeypatch):
    def digests(version):
        monkeypatch.setattr(code_fingerprint, "library_version", lambda _: version)
        return fingerprint(package / "script.py"), fingerprint("rgcore.room.other")

    text = "def k(x):\n    import numpy.linalg\n    return x\n"
    (package / "rgcore" / "room" / "kernel.py").write_text(text)
    (user, other), (changed_user, changed_other) = digests("1.0"), digests("1.1")
    assert user != changed_user
    assert other == changed_other


@pytest.mark.parametrize("call", ["load_cards('rgcore.deck')", "cards.load_card('rgcore.deck', name)"])
def test_a_new_card_changes_the_fingerprint_of_what_looks_cards_up(package, call):
    (package / "rgcore" / "deck").mkdir()
    (package / "rgcore" / "deck" / "ace.py").write_text("CARD = 1\n")
    (package / "script.py").write_text(f"{call}\n")
    before = fingerprint(package / "script.py")
    (package / "rgcore" / "deck" / "helper.py").write_text("x = 1\n")
    code_fingerprint.forget()
    assert fingerprint(package / "script.py") == before
    (package / "rgcore" / "deck" / "queen.py").write_text("CARD = 12\n")
    code_fingerprint.forget()
    assert fingerprint(package / "script.py") != before


def test_a_package_of_cards_that_is_not_written_out_is_refused(package):
    (package / "script.py").write_text("load_cards(DECK)\n")
    with pytest.raises(ValueError, match=r"must be written out, got load_cards\(DECK\)"):
        fingerprint(package / "script.py")


def test_every_module_writes_out_the_packages_whose_cards_it_looks_up():
    for path in Path(rgcore.__file__).parent.rglob("*.py"):
        fingerprint(path)


def test_an_unknown_module_is_refused():
    with pytest.raises(ValueError, match="no module"):
        fingerprint("rgcore.nowhere")


def test_a_file_that_is_no_python_is_one_sentence(tmp_path):
    (tmp_path / "half.py").write_text("x = 1\ny = (\n")
    with pytest.raises(
        InputError, match=r"half\.py must be a file of Python, but .*SyntaxError: .*, line 2$"
    ):
        fingerprint(tmp_path / "half.py")
