"""What verify takes: all tables of a run, its config, and the folder of references."""

from pathlib import Path

import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.pipeline.subjects import tables
from rgcore.verification import verify

REFERENCES = Path(__file__).parents[1] / "reference"
FRAMES = {table.name: pd.DataFrame() for table in tables()}
GOOD = {"frames": FRAMES, "config": {"root_seed": 1}, "folder": REFERENCES, "show": print}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"frames": None}, "frames must be a mapping"),
        ({"frames": {}}, "frames must hold every table of a run, but cheap_learning is missing"),
        ({"frames": {**FRAMES, "claims": []}}, r"frames\['claims'\] must be of type DataFrame"),
        ({"config": None}, "config must be a mapping"),
        ({"config": {}}, "root_seed of config must be"),
        ({"config": {"root_seed": "1"}}, "root_seed of config must be"),
        ({"folder": None}, "folder must be the path"),
        ({"show": None}, "show must be a function"),
    ],
)
def test_a_wrong_argument_is_one_sentence(changed, reason):
    with pytest.raises(InputError, match=reason):
        verify(**{**GOOD, **changed})


@pytest.mark.parametrize("kind", [str, Path])
def test_a_folder_may_be_a_text(kind):
    with pytest.raises(InputError, match="the config must be that of a reference"):
        verify(**{**GOOD, "folder": kind(REFERENCES)})
