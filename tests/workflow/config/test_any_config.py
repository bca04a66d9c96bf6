"""Whatever stands at any place of a config: it is right, or one sentence names the mistake."""

import copy
import datetime
from pathlib import Path

import pytest
import yaml

from rgcore.errors import InputError
from rgcore.pipeline.config import model
from rgcore.settings import read_settings

CONFIG = yaml.safe_load((Path(__file__).parents[3] / "config.yaml").read_text())
LONGEST = 900  # characters of a sentence
VALUES = [
    None,
    True,
    -1,
    10**30,
    1e300,
    1e-320,
    "1e-3",
    "two\nlines",
    1000 * "a",
    [],
    [[None]],
    1000 * [1],
    {1: 2},
    datetime.date(2020, 1, 1),
]


def places(values, place=()):
    """Yield what leads to each block, list and value; of the plain values in a list, to the first one."""
    items = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in items:
        if not key or isinstance(values, dict) or isinstance(value, (dict, list)):
            yield (*place, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*place, key))


@pytest.fixture(autouse=True)
def reads_what_changed(monkeypatch):
    """Let a config be read with the settings of config.yaml in place of all blocks but those that differ from it."""
    right = dict(read_settings(model.config_model(), CONFIG, source="config"))

    def read(kind, values, **where):
        same = {name: right[name] for name, block in values.items() if block is CONFIG[name]}
        return read_settings(kind, {**values, **same}, **where)

    monkeypatch.setattr(model, "read_settings", read)


def mistake_at(place, value):
    """Return the sentence on a config with a value at a place; "" if it is right."""
    config = {**CONFIG, place[0]: copy.deepcopy(CONFIG[place[0]])}
    block = config
    for key in place[:-1]:
        block = block[key]
    block[place[-1]] = value
    try:
        model.check_config(config)
    except InputError as mistake:
        return str(mistake)
    except Exception as failure:
        pytest.fail(f"{value!r:.60} at {place}: {failure!r}")
    return ""


def test_any_value_at_any_place_passes_or_gets_one_sentence():
    for place in places(CONFIG):
        for value in VALUES:
            sentence = mistake_at(place, value)
            assert "\n" not in sentence, place
            assert len(sentence) < LONGEST, place


@pytest.mark.parametrize("value", [float("nan"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused_wherever_it_stands(value):
    assert all(mistake_at(place, value) for place in places(CONFIG))


def texts_with_a_pattern(schema):
    """Yield all parts of a JSON schema that are of text with a pattern, or of such a text or null."""
    if isinstance(schema, dict):
        if any("pattern" in part for part in schema.get("anyOf", [schema])):
            yield schema
        schema = [
            [part for part in value if "pattern" not in part] if key == "anyOf" else value
            for key, value in schema.items()
        ]
    for value in schema if isinstance(schema, list) else ():
        yield from texts_with_a_pattern(value)


def test_what_must_look_like_something_is_shown_by_an_example_and_not_by_a_pattern():
    texts = list(texts_with_a_pattern(model.config_model().model_json_schema()))
    assert len(texts) > 3
    assert [text for text in texts if not text.get("examples")] == []
    with pytest.raises(InputError, match="study must look like 'my_study', but it is"):
        read_settings(model.config_model(), {**CONFIG, "study": "../mine"})
