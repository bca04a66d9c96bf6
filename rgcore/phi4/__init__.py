"""Lattice phi^4 theory in one to four dimensions: configurations by heat bath, and exact results."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.phi4.field_sampling import FieldSamplingSettings, sample_fields
    from rgcore.phi4.free_field import sample_free_fields
    from rgcore.phi4.lattice_field import LatticeField, bare_mass, fourier_modes, shells
    from rgcore.phi4.matrix_field import MatrixField
    from rgcore.phi4.transfer_matrix import chain_moments

__all__ = [
    "FieldSamplingSettings",
    "LatticeField",
    "MatrixField",
    "bare_mass",
    "chain_moments",
    "fourier_modes",
    "sample_fields",
    "sample_free_fields",
    "shells",
]

import_when_used(__name__)
