"""Which configurations of a run are read from files, and of which model the trained ones are."""

from collections.abc import Collection

from rgcore.errors import InputError
from rgcore.ising.own_configurations.models import ISING
from rgcore.ising.subject import sampled
from rgcore.subject import Config

__all__ = ["model_of", "own_configurations"]


def own_configurations(config: Config) -> dict[tuple[int, str], str]:
    """Return the files that are read, by side and temperature; none unless the config names some.

    Raises
    ------
    InputError
        If a file is missing or holds something else, or finite-size scaling would reweight the energies of another
        model.
    """
    block = config["ising"]["configurations"]
    if block is None:
        return {}
    from rgcore.ising.own_configurations.read import files_of_points  # noqa: PLC0415 - slow to import, as the others
    from rgcore.ising.own_configurations.settings import ConfigurationFiles  # noqa: PLC0415
    from rgcore.settings import read_settings  # noqa: PLC0415

    settings = read_settings(ConfigurationFiles, block, source="config", place=("ising", "configurations"))
    found = files_of_points(settings, sampled(config), config["ising"]["side"], config["ising"]["n_samples"])
    scaling = config["finite_size_scaling"]
    read = [(side, t) for side in scaling["sides"] for t in scaling["temperatures"] if (side, t) in found]
    if settings.model != ISING and read:
        side, temperature = read[0]
        raise InputError(
            "config: finite_size_scaling must have configurations of the Ising model, whose energies it reweights, "
            f"but {found[read[0]]} (side {side}, T = {temperature}) is of model {settings.model}: choose other sides "
            "or temperatures there, and elsewhere: draw"
        )
    return found


def model_of(config: Config, files: Collection[tuple[int, str]]) -> str:
    """Return the model of the configurations that networks are trained on, "ising" if all of them are drawn here."""
    ising = config["ising"]
    read = any((ising["side"], temperature) in files for temperature in ising["temperatures"])
    return ising["configurations"]["model"] if read else ISING
