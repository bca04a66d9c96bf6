"""Table of the couplings that transformations leave."""

from rgcore.tables.schema import Column, Schema

__all__ = ["VRG_COUPLINGS"]

VRG_COUPLINGS = Schema(
    name="vrg_couplings",
    version=1,
    keys=("transformation", "size", "n_spins", "range"),
    columns=(
        Column("transformation", "string", "1", "name of the transformation T(v, h)"),
        Column("lattice", "string", "1", "lattice of the visible spins: ring or torus"),
        Column("size", "int64", "sites", "sites of the ring, or along one side of the torus"),
        Column("coupling", "float64", "1", "K = J/(k_B T) of the visible spins"),
        Column("n_spins", "int64", "spins", "hidden spins in a product, 1 to 4; 1 is a field, 2 a pair"),
        Column(
            "range",
            "float64",
            "lattice spacing",
            "largest distance of two spins of the product, in spacings of the visible lattice; 0 for fields",
        ),
        Column("n_products", "int64", "1", "products of this number of spins and range"),
        Column("mean", "float64", "k_B T", "mean of their couplings in -H_RG(h); below 1e-10 in size zero"),
        Column("root_mean_square", "float64", "k_B T", "root of the mean of their squares, likewise"),
    ),
)
