"""The presets for public data: accepted but for their files, relative paths, and each in docs/data.md."""

from pathlib import Path

import pytest
import yaml

from rgcore.datasets.config_block import dataset_settings
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.pipeline.config.model import check_config

from .test_config import load

ROOT = Path(__file__).parents[3]
PRESETS = sorted(path.stem for path in (ROOT / "workflow/presets").glob("data_*.yaml"))


def blocks(preset):
    datasets = yaml.safe_load((ROOT / f"workflow/presets/{preset}.yaml").read_text())["datasets"]
    return {name: block for name, block in datasets.items() if block is not None}


def test_there_are_ten_data_sets_one_with_two_presets():
    assert len({name for preset in PRESETS for name in blocks(preset)}) == 10
    assert len(PRESETS) == 11


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_holds_one_data_set_that_the_settings_accept(preset):
    [(name, block)] = blocks(preset).items()
    assert isinstance(dataset_settings(block, source=preset, place=("datasets", name)), DatasetSettings)
    assert block["path"].startswith("data/")


@pytest.mark.parametrize("preset", PRESETS)
def test_a_whole_config_lacks_the_file_alone(preset, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [(name, block)] = blocks(preset).items()
    with pytest.raises(
        InputError, match=rf"^data set {name}: {block['path'].split('+')[0]}.* must exist, but"
    ):
        check_config(load("config.yaml", f"workflow/presets/{preset}.yaml"))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_described(preset):
    assert f"workflow/presets/{preset}.yaml" in (ROOT / "docs/data.md").read_text()
