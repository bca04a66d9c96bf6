"""Cards: found by looking through a folder, without importing what they need."""

import sys

import pytest

from rgcore.cards import card_names, load_card, load_cards


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
