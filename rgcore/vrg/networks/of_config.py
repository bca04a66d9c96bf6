"""Which files of networks a run reads."""

from pathlib import Path

from rgcore.errors import InputError
from rgcore.subject import Config

__all__ = ["network_files"]


def network_files(config: Config) -> list[str]:
    """Return the files of ``vrg.networks``; InputError if one is not there."""
    for name, network in config["vrg"]["networks"].items():
        require_file(name, network["path"])
    return [network["path"] for network in config["vrg"]["networks"].values()]


def require_file(name: str, path: str) -> None:
    """Raise InputError unless the network of this name is a file."""
    if not Path(path).is_file():
        raise InputError(
            f"vrg.networks.{name} must name a file, but there is none at {path}: write its path relative to the folder "
            "that the run is started in, or from /"
        )
