"""The ledger of claims: each has what it needs, and a row with a verdict, in the order of the essay."""

from pathlib import Path

import pandas as pd
import pytest

from rgcore.claims.claim import NOT_IN_THIS_RUN, VERDICTS, NotInThisRunError, rows
from rgcore.claims.claims_table import all_claims, claims_table, in_order_of_essay, tables_of_claims
from rgcore.claims.schemas import CLAIMS
from rgcore.pipeline.subjects import tables as tables_of_subjects
from rgcore.report.catalogue import CATALOGUE

from .judged import ALL

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def tables(larger_tables):
    """The tables of all claims, made up; empty where there are none."""
    schemas = {table.name: table.schema for table in tables_of_subjects()}
    empty = {name: schemas[name].arrow().empty_table().to_pandas() for name in tables_of_claims()}
    return {name: larger_tables.get(name, empty[name]).reindex(columns=empty[name].columns) for name in empty}


@pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))
def test_a_claim_is_computed_from_tables_and_shown_somewhere(one):
    schemas = {table.name: table.schema for table in tables_of_subjects()}
    assert one.tables
    assert set(one.tables) <= set(schemas) - {"claims"}
    assert one.figure in {"", *CATALOGUE}
    assert (DOCS / one.page).is_file()
    assert one.kind in ("claim", "question", "slip")
    assert one.sentence[0].isupper()
    assert one.sentence.endswith(".")
    assert all((one.place, one.criterion, one.overturned_by))


def test_names_are_unique_and_every_kind_is_there():
    assert len(ALL) == len(all_claims())
    assert {one.kind for one in ALL.values()} == {"claim", "question", "slip"}


def test_the_table_has_a_row_per_claim_with_a_known_verdict(tables):
    table = claims_table(tables)
    assert list(table.columns) == CLAIMS.names
    assert list(table["claim"]) == list(ALL)
    assert set(table["verdict"]) <= set(VERDICTS)
    assert table["answer"].str.endswith(".").all()


def test_claims_follow_the_sections_of_the_essay_and_its_open_questions_come_first_in_theirs(tables):
    table = in_order_of_essay(claims_table(tables).sort_values("claim"))
    assert list(table["claim"]) == list(ALL)
    places = table.set_index("claim")["place"]
    questions = list(table.loc[table["kind"] == "question", "claim"])
    assert questions[0] == "width_against_correlation_length"
    assert questions.index("kurtosis_localizes") < questions.index("interaction_told_from_drive")
    sections = [float(number) for number in places.str.extract(r"section (\d+(?:\.\d+)?)")[0].dropna()]
    assert sections == sorted(sections)
    listed = list(places)
    assert listed.index("section 2.3") < listed.index("equations 11 to 13") < listed.index("section 3.2")
    assert listed.index("section 4, Figure 6a") < listed.index("equation 21") < listed.index("section 4.1")


def test_a_run_without_the_rows_says_so(tables):
    empty = {name: frame.iloc[:0] for name, frame in tables.items()}
    assert set(claims_table(empty)["verdict"]) == {NOT_IN_THIS_RUN}
    with pytest.raises(NotInThisRunError, match="side = 8"):
        rows(pd.DataFrame({"side": [4]}), side=8)


def test_the_tables_of_claims_are_those_they_name():
    assert set(tables_of_claims()) == {table for one in ALL.values() for table in one.tables}
