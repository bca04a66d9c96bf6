"""Tables of the tensor renormalization."""

from rgcore.tables.schema import Column, Schema

__all__ = ["TENSOR_RG", "TENSOR_SPECTRA"]

_PLACE = (
    Column("method", "string", "1", "levin_nave, bond_weighted or hotrg"),
    Column("relative_temperature", "float64", "1", "T/T_c"),
    Column("bond_dimension", "int64", "1", "largest number of states of a bond"),
)

TENSOR_RG = Schema(
    name="tensor_rg",
    version=1,
    keys=("method", "relative_temperature", "bond_dimension"),
    columns=(
        *_PLACE,
        Column("temperature", "float64", "J/k_B", "temperature"),
        Column("n_levels", "int64", "1", "steps, each of which doubles the sites of a tensor"),
        Column("free_energy", "float64", "J", "free energy per site of the infinite lattice"),
        Column("free_energy_exact", "float64", "J", "the same by Onsager's solution"),
        Column("relative_error", "float64", "1", "|free_energy - free_energy_exact| / |free_energy_exact|"),
        Column(
            "discarded",
            "float64",
            "1",
            "sum of the squared singular values left out over that of all, the largest of all steps",
        ),
        Column(
            "side",
            "float64",
            "lattice spacing",
            "side of the block at which c and the dimensions change least; NaN away from T_c",
        ),
        Column("central_charge", "float64", "1", "c at that side, exact 1/2; NaN away from T_c"),
        Column("central_charge_deviation", "float64", "1", "c minus the exact value; NaN away from T_c"),
        Column(
            "delta_sigma",
            "float64",
            "1",
            "scaling dimension of the spin at that side, exact 1/8; NaN away from T_c",
        ),
        Column(
            "delta_sigma_deviation",
            "float64",
            "1",
            "it minus the exact value, and the exact y_h minus y_h = 2 - delta_sigma; NaN away from T_c",
        ),
        Column(
            "delta_epsilon",
            "float64",
            "1",
            "scaling dimension of the energy at that side, exact 1; NaN away from T_c",
        ),
        Column(
            "delta_epsilon_deviation",
            "float64",
            "1",
            "it minus the exact value, and the exact y_t minus y_t = 2 - delta_epsilon; NaN away from T_c",
        ),
        Column(
            "reading_change",
            "float64",
            "1",
            "largest change of c and the two dimensions from half that side; no standard error; NaN away from T_c",
        ),
    ),
)

TENSOR_SPECTRA = Schema(
    name="tensor_spectra",
    version=1,
    keys=("method", "relative_temperature", "level", "rank"),
    columns=(
        *_PLACE,
        Column("level", "int64", "1", "steps taken; the tensor stands for 2^level sites"),
        Column("side", "float64", "lattice spacing", "root of the number of these sites"),
        Column("rank", "int64", "1", "of the state: 2 is the second one, 3 the third"),
        Column(
            "singular_value",
            "float64",
            "1",
            "of the tensor that was cut into this one's parts, relative to the largest; 0 if there is none",
        ),
        Column(
            "transfer_eigenvalue",
            "float64",
            "1",
            "modulus of the eigenvalue of the transfer matrix relative to the largest; 0 if there is none",
        ),
        Column(
            "transfer_eigenvalue_critical",
            "float64",
            "1",
            "the same at the critical fixed point, exp(-2 pi Delta), exact: Delta = 1/8 (second) and 1 (third)",
        ),
    ),
)
