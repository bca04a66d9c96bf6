"""Tables of the Ising model."""

from rgcore.tables.schema import Column, Schema

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
    Column(
        "tau_int_energy",
        "float64",
        "update",
        "integrated autocorrelation time of the energy",
    ),
    Column("tau_int_energy_err", "float64", "update", "its standard error"),
    Column("tau_int_abs_magnetization", "float64", "update", "integrated autocorrelation time of |m|"),
    Column("tau_int_abs_magnetization_err", "float64", "update", "its standard error"),
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
        Column(
            "tau_samples_energy",
            "float64",
            "configuration",
            "integrated autocorrelation time of the stored energies",
        ),
        Column("tau_samples_energy_err", "float64", "configuration", "its standard error"),
        Column(
            "tau_samples_abs_magnetization",
            "float64",
            "configuration",
            "integrated autocorrelation time of the stored |m|",
        ),
        Column("tau_samples_abs_magnetization_err", "float64", "configuration", "its standard error"),
        Column("energy", "float64", "J", "mean energy per site"),
        Column("energy_err", "float64", "J", "its standard error"),
        Column("energy_exact", "float64", "J", "exact for this torus (Kaufman)"),
        Column("abs_magnetization", "float64", "1", "mean |m| per site"),
        Column("abs_magnetization_err", "float64", "1", "its standard error"),
        Column("magnetization_exact", "float64", "1", "spontaneous, infinite lattice (Yang)"),
        Column("specific_heat", "float64", "k_B", "specific heat per site"),
        Column("specific_heat_err", "float64", "k_B", "its standard error"),
        Column("specific_heat_exact", "float64", "k_B", "exact for this torus (Kaufman)"),
        Column("susceptibility", "float64", "1/J", "K N (<m^2> - <|m|>^2)"),
        Column("susceptibility_err", "float64", "1/J", "its standard error"),
        Column("susceptibility_zero_field", "float64", "1/J", "K N <m^2>"),
        Column("susceptibility_zero_field_err", "float64", "1/J", "its standard error"),
        Column("binder", "float64", "1", "1 - <m^4> / (3 <m^2>^2)"),
        Column("binder_err", "float64", "1", "its standard error"),
        Column("connected", "bool", "1", "<|m|>^2 was subtracted for the correlation length"),
        Column("correlation_length", "float64", "lattice spacing", "second moment, smallest momentum"),
        Column("correlation_length_err", "float64", "lattice spacing", "its standard error"),
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
