"""Which files of networks a run reads, and whether each holds the network that its keys describe."""

from pathlib import Path

from rgcore.errors import InputError
from rgcore.subject import Config

__all__ = ["network_files"]


def network_files(config: Config) -> list[str]:
    """Return the files of ``vrg.networks``, each of which is read once.

    Raises
    ------
    InputError
        If one is not there, holds no network, or one of other sizes or units than its keys state.
    """
    networks = config["vrg"]["networks"]
    if networks:
        from rgcore.vrg.networks.network_card import network_card  # noqa: PLC0415 - loads NumPy
        from rgcore.vrg.networks.network_settings import NetworkFile  # noqa: PLC0415 - loads pydantic
    for name, network in networks.items():
        network_card(name, NetworkFile(**network))
    return [network["path"] for network in networks.values()]


def require_file(name: str, path: str) -> None:
    """Raise InputError unless the network of this name is a file."""
    if Path(path).is_dir():
        raise InputError(f"vrg.networks.{name} must name a file, but {path} is a folder: write a file of it")
    if not Path(path).is_file():
        raise InputError(
            f"vrg.networks.{name} must name a file, but there is none at {path}: write its path relative to the folder "
            "that the run is started in, or from /"
        )
