"""How the samples follow one another in time."""

from pydantic import Field

from rgcore.settings import Settings

__all__ = ["SamplingKeys"]


class SamplingKeys(Settings):
    """How the samples follow one another in time."""

    bin_width: float | None = Field(
        default=None,
        ge=1e-9,
        le=1e9,
        description="positive width of the time bins in seconds; spike_times need it, for binned spikes it is logged",
    )
