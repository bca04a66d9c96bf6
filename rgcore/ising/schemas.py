"""Tables of the Ising model."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["HOW_DRAWN", "ISING_EXACT", "ISING_THERMODYNAMICS"]

HOW_DRAWN = (
    Column("algorithm", "string", "1", "how configurations were drawn"),
    Column("algorithm_reason", "string", "1", "why this algorithm"),
    Column("n_chains", "int64", "1", "independent chains"),
    Column("steps_per_update", "int64", "1", "steps, such as cluster flips, that visit about side**2 spins"),
    Column(
        "pilot_updates", "int64", "update", "from the start to the end of the pilot that measured tau_int"
    ),
    Column(
        "burn_in_updates",
        "int64",
        "update",
        "from the start to the first configuration is taken, of each chain",
    ),
    Column(
        "updates_per_sample",
        "int64",
        "update",
        "spacing of configurations; 0 for exact draws, whose tau is 1/2",
    ),
    *quantity_and_error("tau_int_energy", "update", "integrated autocorrelation time of the energy"),
    *quantity_and_error("tau_int_abs_magnetization", "update", "integrated autocorrelation time of |m|"),
)
"""Columns that are known when configurations are drawn and are stored with them."""

ISING_THERMODYNAMICS = Schema(
    name="ising_thermodynamics",
    version=2,
    keys=("side", "temperature"),
    columns=(
        Column("side", "int64", "lattice spacing", "lattice spacings per side of the torus"),
        Column("temperature", "float64", "J/k_B", "temperature"),
        Column("coupling", "float64", "1", "J/(k_B T)"),
        Column("n_samples", "int64", "1", "configurations"),
        Column(
            "n_effective", "float64", "1", "effective number of independent configurations, of whole records"
        ),
        *HOW_DRAWN,
        *quantity_and_error(
            "tau_samples_energy", "configuration", "integrated autocorrelation time of the stored energies"
        ),
        *quantity_and_error(
            "tau_samples_abs_magnetization",
            "configuration",
            "integrated autocorrelation time of the stored |m|",
        ),
        *quantity_and_error("energy", "J", "mean energy per site"),
        Column("energy_exact", "float64", "J", "exact for this torus (Kaufman)"),
        *quantity_and_error("abs_magnetization", "1", "mean |m| per site"),
        Column("magnetization_exact", "float64", "1", "spontaneous, infinite lattice (Yang)"),
        *quantity_and_error("specific_heat", "k_B", "specific heat per site"),
        Column("specific_heat_exact", "float64", "k_B", "exact for this torus (Kaufman)"),
        *quantity_and_error("susceptibility", "1/J", "K N (<m^2> - <|m|>^2)"),
        *quantity_and_error("susceptibility_zero_field", "1/J", "K N <m^2>"),
        *quantity_and_error("binder", "1", "1 - <m^4> / (3 <m^2>^2)"),
        Column("connected", "bool", "1", "<|m|>^2 was subtracted for the correlation length"),
        *quantity_and_error("correlation_length", "lattice spacing", "second moment, smallest momentum"),
        Column(
            "correlation_length_exact",
            "float64",
            "lattice spacing",
            "exponential, along an axis, infinite lattice",
        ),
    ),
)

ISING_EXACT = Schema(
    name="ising_exact",
    version=1,
    keys=("side", "temperature"),
    columns=(
        Column("side", "int64", "lattice spacing", "lattice spacings per side of the torus"),
        Column("temperature", "float64", "J/k_B", "temperature, a multiple of 0.02"),
        Column("energy", "float64", "J", "mean energy per site of the torus (Kaufman)"),
        Column("specific_heat", "float64", "k_B", "specific heat per site of the torus (Kaufman)"),
        Column("magnetization", "float64", "1", "spontaneous, infinite lattice (Yang)"),
        Column("correlation_length", "float64", "lattice spacing", "along an axis, infinite lattice"),
        Column("critical_temperature", "float64", "J/k_B", "of the infinite lattice (Onsager), in every row"),
    ),
)
