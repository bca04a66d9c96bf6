"""The config of a run: config.yaml, and a preset or a config of the user's over it."""

from collections.abc import Sequence
from pathlib import Path

from snakemake.common.configfile import load_configfile
from snakemake.utils import update_config

from rgcore.pipeline.config.config_files import check_config_files

__all__ = ["run_config"]

_HOME = Path(__file__).parents[2]


def run_config(presets: Sequence[Path]) -> dict[str, object]:
    """Return the config of a run that is started with ``presets``, of which later ones go before earlier ones.

    Raises
    ------
    InputError
        If a file is no config, or would execute code.
    """
    config = load_configfile(_HOME / "config.yaml")
    for preset in presets:
        check_config_files([preset])
        update_config(config, load_configfile(preset))
    return config
