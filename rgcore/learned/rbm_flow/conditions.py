"""The networks of the RBM flow: what each is trained on, and the name of its files. Imports nothing heavy."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product

__all__ = ["BOND_NETWORK", "FlowNetwork", "flow_networks"]

BOND_NETWORK = "bond_network"
"""In place of a design, for networks that are not trained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNetwork:
    """A network of the flow.

    Attributes
    ----------
    design : str
        ``BOND_NETWORK`` for an exact network.
    training_set : str
        Name of the set.
    temperatures : sequence of str
        Of the set, as in the config, in J/k_B; of an exact network its own.
    side, n_hidden : int
    fields : "free" or "zero"
    n_epochs, replica : int
        0 epochs for an exact network.
    """

    design: str
    training_set: str
    temperatures: Sequence[str]
    side: int
    n_hidden: int
    fields: str
    n_epochs: int
    replica: int

    @property
    def name(self) -> str:
        """All that distinguishes it, as the name of a file."""
        return (
            f"{self.design}_{self.training_set}_side{self.side}_hidden{self.n_hidden}_{self.fields}"
            f"_epochs{self.n_epochs}_replica{self.replica}"
        )

    @property
    def identity(self) -> dict[str, str | int]:
        """What decides its random numbers: neither the design nor the name of the set."""
        values = asdict(self) | {"temperatures": " ".join(self.temperatures)}
        return {name: value for name, value in values.items() if name not in ("design", "training_set")}

    @property
    def training(self) -> dict[str, str | int]:
        """What it changes in the settings of training."""
        return {"n_epochs": self.n_epochs, "fields": self.fields}


def flow_networks(settings: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return the attributes of all networks by their names, the exact ones first, then replica by replica.

    Parameters
    ----------
    settings : mapping
        The block ``rbm_flow`` of the config, checked.
    """
    side, sets = settings["side"], settings["training_sets"]
    networks = [_bond_network(side, temperature) for temperature in settings["bond_networks"]]
    for name, design in settings["designs"].items():
        if design is None:
            continue
        varied = product(
            range(design["n_replicas"]), design["training_sets"], design["n_hidden"], design["fields"]
        )
        networks += [
            FlowNetwork(
                design=name,
                training_set=training_set,
                temperatures=list(sets[training_set]),
                side=side,
                n_hidden=n_hidden,
                fields=fields,
                n_epochs=design["n_epochs"],
                replica=replica,
            )
            for replica, training_set, n_hidden, fields in varied
        ]
    return {network.name: asdict(network) for network in networks}


def _bond_network(side: int, temperature: str) -> FlowNetwork:
    return FlowNetwork(
        design=BOND_NETWORK,
        training_set=f"bond_network_T{temperature}",
        temperatures=[temperature],
        side=side,
        n_hidden=2 * side**2,
        fields="zero",
        n_epochs=0,
        replica=0,
    )
