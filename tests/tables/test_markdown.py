"""Tables in Markdown."""

from rgcore.tables.markdown import markdown_table


def test_a_table_has_a_head_a_rule_and_a_line_per_row():
    assert (
        markdown_table(("a", "b"), [("1", "2"), ("3", "4")])
        == "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    )
