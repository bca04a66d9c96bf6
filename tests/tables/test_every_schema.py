"""What holds for the schemas of all tables of all subjects."""

import pytest

from rgcore.pipeline.subjects import tables

SCHEMAS = [table.schema for table in tables()]
every_schema = pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)


@every_schema
def test_keys_are_columns_that_identify_a_row(schema):
    assert schema.keys
    assert set(schema.keys) <= set(schema.names)
    assert len(set(schema.names)) == len(schema.names)


@every_schema
def test_columns_have_a_unit_and_a_meaning_of_one_line(schema):
    for column in schema.columns:
        assert column.unit.strip()
        assert column.description.strip()
        assert "\n" not in column.description


@every_schema
def test_files_carry_units_and_meanings(schema):
    for field, column in zip(schema.arrow(), schema.columns, strict=True):
        assert field.metadata == {b"unit": column.unit.encode(), b"description": column.description.encode()}
