"""How spike times are found, in which unit they are, and how they are counted."""

from typing import Literal

from pydantic import Field

from rgcore.settings import Settings

__all__ = ["SpikeKeys"]


class SpikeKeys(Settings):
    """How spike times are found, in which unit they are, and how they are counted."""

    value: Literal["counts", "binary"] = Field(
        default="counts", description="what a bin of spikes holds, their number or whether there was any"
    )
