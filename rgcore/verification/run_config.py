"""The config of a run: config.yaml, and a preset or a config of the user's over it."""

from collections.abc import Sequence
from pathlib import Path

from snakemake.utils import update_config

from rgcore.pipeline.config.config_files import read_config_file

__all__ = ["run_config"]

_HOME = Path(__file__).parents[2]


def run_config(presets: Sequence[Path]) -> dict[str, object]:
    """Return the config of a run that is started with ``presets``, of which later ones go before earlier ones.

    Raises
    ------
    InputError
        If a file is no config, or asks for code in it to be executed.
    """
    config = read_config_file(_HOME / "config.yaml")
    for preset in presets:
        update_config(config, read_config_file(preset))
    return config
