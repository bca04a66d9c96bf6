"""Layers of a MERA: the start, and the update of one tensor given its environment."""

from dataclasses import dataclass, replace

import numpy as np

from rgcore.mera.diagrams import ascended, descended, slopes

__all__ = ["Layer", "first_layer", "optimized"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Disentangler (n, n, n, n), orthogonal from its last two legs to its first two, and isometry (n, n, m)."""

    disentangler: np.ndarray
    isometry: np.ndarray

    def ascend(self, operator: np.ndarray) -> np.ndarray:
        """Return an operator on three sites as one on three coarse sites, in the mean over both places."""
        return ascended(self.disentangler, self.isometry, operator)

    def descend(self, density: np.ndarray) -> np.ndarray:
        """Return the density matrix of three sites, in the mean over both places, from that of three coarse ones."""
        return descended(self.disentangler, self.isometry, density)


def first_layer(operator: np.ndarray, n_coarse: int) -> Layer:
    """Return the layer to start from: no disentangling, and of two sites the states of lowest energy.

    Parameters
    ----------
    operator : (n, n, n, n, n, n) float64 array
        Energy of three sites.
    n_coarse : int
        States of a coarse site.
    """
    n = operator.shape[0]
    pair = np.einsum("abcdec->abde", operator) + np.einsum("cabcde->abde", operator)
    matrix = pair.reshape(n * n, n * n)
    _, states = np.linalg.eigh((matrix + matrix.T) / 2)
    disentangler = np.eye(n * n).reshape(n, n, n, n)
    return Layer(disentangler, states[:, :n_coarse].reshape(n, n, n_coarse))


def optimized(layer: Layer, operator: np.ndarray, density: np.ndarray) -> Layer:
    """Return the layer with a lower energy: each tensor replaced by the best one in its environment, as if linear.

    Parameters
    ----------
    layer : Layer
    operator : (n, n, n, n, n, n) float64 array
        Energy of three sites, without positive eigenvalues.
    density : (m, m, m, m, m, m) float64 array
        Density matrix of three coarse sites.
    """
    by_disentangler, _ = slopes(layer.disentangler, layer.isometry, operator, density)
    layer = replace(layer, disentangler=_best(by_disentangler))
    _, by_isometry = slopes(layer.disentangler, layer.isometry, operator, density)
    return replace(layer, isometry=_best(by_isometry))


def _best(slope: np.ndarray) -> np.ndarray:
    """Return the isometry from all legs after the second to the first two whose product with the slope is smallest."""
    matrix = slope.reshape(slope.shape[0] * slope.shape[1], -1)
    left, _, right = np.linalg.svd(matrix, full_matrices=False)
    return -(left @ right).reshape(slope.shape)
