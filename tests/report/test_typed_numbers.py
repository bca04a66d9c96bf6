"""Numbers with an error on pages of docs are inserted by a command, or the page states why they are typed.

Most numbers with a standard error or an interval are of a run. One that stands in no mark of
``rgcore.report.page_numbers`` and in no part that another command writes must have ``<!-- typed: REASON -->`` in its
paragraph or table.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    *(path for path in sorted((ROOT / "docs").rglob("*.md")) if path.parent.name != "reference"),
]
INSERTED = re.compile(
    r"<!-- = [^>]*? -->.*?<!-- \. -->|<!-- (?P<part>[\w ]+) -->.*?<!-- end of (?P=part) -->|```.*?```|`[^`\n]*`",
    re.DOTALL,
)
NUMBER = r"[-+]?\d[\d,]*(?:\.\d+)?"
TYPED = re.compile(
    rf"{NUMBER} ?± ?{NUMBER}"  # 1.02 ± 0.03
    rf"|\d\(\d+(?:\.\d+)?\)"  # 1.02(3)
    rf"|{NUMBER}(?: %)? \({NUMBER}(?: to |-|, ){NUMBER}[^)\d]{{0,9}}\)"  # 1.02 (0.96 to 1.08)
)
REASON = re.compile(r"<!-- typed: \S.*? -->")


def typed(page):
    """Return the numbers with an error of a page (its text) that nobody inserted and that have no reason."""
    blocks = re.split(r"\n\s*\n", INSERTED.sub("", page))
    return [number for block in blocks if not REASON.search(block) for number in TYPED.findall(block)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_number_with_an_error_is_inserted_or_has_a_reason(path):
    assert typed(path.read_text()) == []


@pytest.mark.parametrize(
    "text",
    [
        "A width of 1.02 ± 0.03.",
        "| 1.234(12) |",
        "K_c = 0.4528(17)",
        "1.49(11) x 10^7",
        "| 0.55 (0.11 to 0.93) |",
        "0.11 (0.07-0.15)",
        "4.4 % (-1.2 to 5)",
        "6,870(310)",
        "<!-- typed: a reason -->\n1.02(3)\n\nanother block, 1.02(3)",
        "<!-- = t c -->1.02 ± 0.03<!-- . --> beside 1.10(2)",
        "<!-- typed:  -->\n1.02(3)",
    ],
)
def test_a_typed_number_is_found(text):
    assert len(typed(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<!-- = t c -->1.02 ± 0.03<!-- . -->",
        "<!-- = t c by=d -->\n| 1.02(3) |\n\n| 1.02 ± 0.03 |\n<!-- . -->",
        "<!-- noise -->\n| 1.02 ± 0.03 |\n<!-- end of noise -->",
        "<!-- typed: published, Phys. Rev. B 29, 4030 (1984) -->\n| 1.02(3) | 0.5 (0.4 to 0.6) |",
        "```\n1.02(3)\n```",
        "`kept(0.5)` of `x2(3)`",
        "± is one standard error; units of -1/+1 (±1)",
        "Phys. Rev. B 29, 4030 (1984), doi:10.1000/x(3), f(3), eq. 12 (a)",
        "T from 1.7 to 4.5 (in J/k_B), 27, 13 and 9 (N = 20)",
    ],
)
def test_other_text_is_left_alone(text):
    assert typed(text) == []
