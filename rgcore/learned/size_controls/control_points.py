"""Where controls are made: beside the networks of designs of the study, from the same configurations."""

from collections.abc import Mapping
from dataclasses import dataclass

from rgcore.learned.block_study.conditions import Condition, study_conditions

__all__ = ["ControlPoint", "control_points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """All controls beside one network of the study.

    Attributes
    ----------
    condition : Condition
        Of the network: trained on Ising configurations, each hidden unit with weights of its own.
    trains : bool
        Whether networks are trained on shuffled spins, too.
    """

    condition: Condition
    trains: bool

    @classmethod
    def of(cls, attributes: Mapping[str, object]) -> "ControlPoint":
        """Return the point with the attributes of :func:`control_points`."""
        return cls(condition=Condition(**attributes["condition"]), trains=attributes["trains"])


def control_points(
    settings: Mapping[str, object], designs: Mapping[str, Mapping | None]
) -> dict[str, dict[str, object]]:
    """Return the attributes of all points, as plain values, by their names.

    Networks that differ in algorithm or start alone have the same configurations, and one point: that of the first
    algorithm and start of the design.

    Parameters
    ----------
    settings : mapping
        The block ``block_size_controls`` of the config, checked.
    designs : mapping of str to mapping
        Those of ``block_size_study``.
    """
    chosen = {name: designs.get(name) for name in settings["designs"]}
    conditions, n_trained = study_conditions(chosen), settings["n_trained_temperatures"]
    first = {}
    for condition in conditions.values():
        first.setdefault(condition["design"], _way(condition))
    return {
        name: {
            "condition": condition,
            "trains": condition["temperature"] in chosen[condition["design"]]["temperatures"][:n_trained],
        }
        for name, condition in conditions.items()
        if condition["source"] == "ising"
        and condition["sharing"] == "none"
        and _way(condition) == first[condition["design"]]
    }


def _way(condition: Mapping[str, object]) -> tuple[object, object]:
    return condition["algorithm"], condition["start"]
