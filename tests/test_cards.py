"""Cards: found by looking through a folder, without importing what they need."""

import ast
import sys

import pytest

from rgcore.cards import card_names, load_card, load_cards, require_card
from rgcore.errors import InputError


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with two cards, a helper without one, and a card whose module cannot be imported."""
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "helper.py").write_text("def f():\n    CARD = 1\n")
    (folder / "queen.py").write_text("CARD: int = 12\n")
    (folder / "ace.py").write_text("CARD = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "deck"]:
        del sys.modules[name]


def test_names_are_those_of_the_modules_that_assign_a_card(package):
    assert card_names("deck") == ("ace", "queen")


def test_cards_come_by_name(package):
    assert load_cards("deck") == {"ace": 1, "queen": 12}
    assert load_card("deck", "queen") == 12


def test_listing_names_imports_no_card(package):
    (package / "broken.py").write_text("import no_such_package\nCARD = 0\n")
    assert card_names("deck") == ("ace", "broken", "queen")
    assert "deck.ace" not in sys.modules
    assert load_card("deck", "ace") == 1


def test_an_unknown_card_is_refused_with_the_names_there_are(package):
    with pytest.raises(ValueError, match=r"deck has ace, queen, got 'king'"):
        load_card("deck", "king")
    with pytest.raises(ValueError, match="a package must be named"):
        card_names("json.decoder")


WRONG = {
    "syntax": ("x = 1\nCARD = (1\n", r"deck/wrong.py .* raised SyntaxError: .*, line 2$"),
    "package": (
        "x = 1\nimport no_such_package\nCARD = 0\n",
        "raised ModuleNotFoundError: No module .*, line 2$",
    ),
    "call": ("def f(a):\n    pass\n\nCARD = f()\n", r"raised TypeError: f\(\) missing 1 .*, line 4$"),
    "zero byte": ("CARD = 1\0\n", "deck/wrong.py must be a file of Python that can be imported, but"),
    "declared": ("CARD: int\n", "raised AttributeError: .*CARD"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_file_that_cannot_be_imported_is_one_sentence_with_its_line(package, mistake):
    source, reason = WRONG[mistake]
    (package / "wrong.py").write_text(source)
    assert card_names("deck") == ("ace", "queen", "wrong")
    for load in (lambda: load_card("deck", "wrong"), lambda: load_cards("deck")):
        with pytest.raises(InputError, match=reason) as caught:
            load()
        assert "\n" not in str(caught.value)
    assert load_card("deck", "ace") == 1


def test_a_file_without_a_card_is_named(package):
    (package / "wrong.py").write_text("C = (1\n")
    with pytest.raises(InputError, match=r"deck/wrong.py .* raised SyntaxError: .*, line 1$"):
        require_card("deck", "wrong")
    with pytest.raises(InputError, match=r"deck/helper.py must assign CARD at its top level, .* has no CARD"):
        require_card("deck", "helper")
    assert [require_card("deck", name) for name in ("ace", "king", "../ace")] == ["ace", "king", "../ace"]


def test_a_name_longer_than_that_of_a_file_is_left_to_the_caller():
    assert require_card("rgcore.vrg.transformations", "a" * 300) == "a" * 300


def test_a_file_is_parsed_once(package, monkeypatch):
    parsed, parse = [], ast.parse
    monkeypatch.setattr(ast, "parse", lambda source, *more: parsed.append(source) or parse(source, *more))
    for _ in range(2):
        assert card_names("deck") == ("ace", "queen")
        assert [require_card("deck", name) for name in ("ace", "queen")] == ["ace", "queen"]
    assert sorted(parsed) == sorted(
        (package / f"{name}.py").read_bytes() for name in ("ace", "helper", "queen")
    )
