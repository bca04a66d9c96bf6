"""Table of the entanglement renormalization."""

from rgcore.tables.schema import Column, Schema

__all__ = ["MERA"]

MERA = Schema(
    name="mera",
    version=1,
    keys=("bond_dimension",),
    columns=(
        Column("bond_dimension", "int64", "1", "states of a coarse site"),
        Column("n_transitional", "int64", "1", "layers of their own below the equal ones"),
        Column("n_sweeps", "int64", "1", "updates of all tensors"),
        Column("energy", "float64", "1", "energy per site of -sum(XX + Z), an upper bound"),
        Column("energy_exact", "float64", "1", "-4/pi, of the infinite chain"),
        Column("energy_deviation", "float64", "1", "energy - energy_exact"),
        Column("last_decrease", "float64", "1", "decrease of the energy in the last sweep"),
        Column("delta_sigma", "float64", "1", "smallest scaling dimension above 0, exact 1/8"),
        Column("delta_sigma_deviation", "float64", "1", "delta_sigma minus the exact value"),
        Column("delta_epsilon", "float64", "1", "the next one, exact 1"),
        Column("delta_epsilon_deviation", "float64", "1", "delta_epsilon minus the exact value"),
    ),
)
