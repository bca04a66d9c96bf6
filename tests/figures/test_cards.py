"""Every figure has a card, which is read without importing what the figure needs, and what belongs to it is there."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from rgcore.cards import load_card
from rgcore.errors import InputError
from rgcore.figures import cards
from rgcore.figures.cards import figure_cards, figure_module
from rgcore.report.catalogue import PAGE_FIGURES, code_modules

HOME = Path(__file__).parents[2]


@pytest.mark.parametrize("name", figure_cards())
def test_a_card_read_from_syntax_is_that_of_the_module(name):
    package, _, _ = figure_module(name).rpartition(".")
    assert figure_cards()[name] == load_card(package, name)


def test_reading_the_cards_imports_neither_matplotlib_nor_pandas():
    code = "import sys; import rgcore.report.catalogue; print(*{'matplotlib', 'pandas', 'numpy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_words_lie_in_the_room_of_their_figure():
    for name in figure_cards():
        rooms = {module.split(".")[2] for module in code_modules(name)}
        assert len(rooms) == 1


def test_no_two_figures_share_a_place():
    places = [(card.category, card.place) for card in figure_cards().values()]
    assert len(set(places)) == len(places)


def test_the_page_of_a_data_set_has_a_place_for_each_of_its_figures():
    template = (HOME / "workflow/report/dataset_page.html").read_text()
    assert all(f'figure("{name}"' in template for name in PAGE_FIGURES)


def test_a_name_that_is_no_figure_is_refused():
    with pytest.raises(
        InputError, match=r"must be one of \d+ figures, such as pca_spectrum, .*, got 'pca_spectra'"
    ):
        figure_module("pca_spectra")
    assert import_module(figure_module("mcrg")).CARD.tables == ("mcrg",)


@pytest.mark.parametrize(
    ("text", "error", "reason"),
    [
        ("CARD = FigureCard(\n    tables=(,)\n)\n", SyntaxError, "mine.py, line 2"),
        ("CARD = 1\n", ValueError, "mine.py must have CARD = FigureCard"),
    ],
)
def test_a_figure_whose_card_cannot_be_read_is_named_with_the_reason(
    tmp_path, monkeypatch, text, error, reason
):
    (tmp_path / "mine.py").write_text(text)
    monkeypatch.setattr(cards, "_modules", lambda: {"mine": tmp_path / "mine.py"})
    with pytest.raises(error, match=reason):
        figure_cards.__wrapped__()
