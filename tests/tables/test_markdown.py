"""Tables in Markdown."""

import pytest

from rgcore.tables.markdown import markdown_table, with_table


def test_a_table_has_a_head_a_rule_and_a_line_per_row():
    assert (
        markdown_table(("a", "b"), [("1", "2"), ("3", "4")])
        == "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    )


def test_a_table_takes_the_place_of_the_old_one_between_its_marks():
    page = "x\n<!-- sizes -->\nold\nlines\n<!-- end of sizes -->\ny\n"
    assert with_table(page, "sizes", "new") == "x\n<!-- sizes -->\nnew\n<!-- end of sizes -->\ny\n"
    with pytest.raises(ValueError, match="unpack"):
        with_table(page, "widths", "new")
