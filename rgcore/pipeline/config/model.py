"""The config of a run, checked once before anything runs: each block against its model, then the blocks together."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field, create_model

from rgcore.pipeline.config.cross_checks import cross_check
from rgcore.pipeline.jobs.job_settings import JobSettings
from rgcore.pipeline.subjects import subjects
from rgcore.settings import Settings, read_settings

__all__ = ["check_config", "config_model"]


class LimitSettings(Settings):
    """What a run may take."""

    memory_mb: int = Field(
        ge=100, le=10_000_000, description="megabytes of memory that a training job may take"
    )
    disk_mb: int = Field(
        ge=100,
        le=1_000_000_000,
        description="megabytes of disk that all stored configurations together may take",
    )


class CheckpointSettings(Settings):
    """When a training run stores its state, to continue from there after an interruption."""

    epochs: int = Field(ge=1, le=1_000_000, description="after so many epochs")
    minutes: int = Field(ge=1, le=10_000, description="or after so many minutes, whichever comes first")


@cache
def config_model() -> type[Settings]:
    """Return the model of a whole config: what concerns every run, and the blocks of all subjects."""
    blocks = {name: (model, Field()) for subject in subjects() for name, model in subject.models().items()}
    return create_model(
        "Config",
        __base__=Settings,
        __doc__="Config of a run.",
        study=(
            str | None,
            Field(
                None,
                pattern=r"^[A-Za-z][A-Za-z0-9_-]*$",
                max_length=60,
                examples=["my_study"],
                description="name of the study, a letter and then up to 59 letters, digits, _ or -: its results stand "
                "in `results/<study>`, apart from those of other configs, and in `results` without one",
            ),
        ),
        root_seed=(int, Field(ge=0, le=2**53 - 1, description="seed of every random stream of the run")),
        limits=(LimitSettings, Field()),
        checkpoints=(CheckpointSettings, Field()),
        jobs=(JobSettings, Field()),
        **blocks,
    )


def check_config(config: Mapping[str, object]) -> None:
    """Check ``config``, as YAML is read, against the models of its blocks, then the blocks against each other.

    Raises
    ------
    InputError
        One sentence on the first mistake: what must hold, what was found, where, and the nearest right name.
    """
    read_settings(config_model(), config, source="config")
    cross_check(config)
