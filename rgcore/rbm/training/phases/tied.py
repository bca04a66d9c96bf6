"""Translation-invariant RBMs: one filter, which all hidden units of a coarse lattice share."""

import numpy as np

from rgcore.arguments.scalars import checked_side, whole_number
from rgcore.errors import InputError
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.training.phases._tied_kernels import share_over_translations
from rgcore.rbm.training.phases.statistics import Phase, Statistics

__all__ = ["Tied", "tied_weights"]


class Tied:
    """A phase whose statistics are averaged over translations of the lattice by the spacing of the hidden units.

    The hidden units form a square lattice of ``stride`` times the spacing of the visible one; unit (a, b) looks at the
    spins through the same filter, moved by (a, b) stride. Averaging what a minibatch contributes is the gradient with
    respect to the filter, divided by the number of hidden units; weights that are tied at the start stay so, exactly.

    Parameters
    ----------
    phase : Phase
        Of an RBM with side**2 visible and (side / stride)**2 hidden units, both row by row.
    side, stride : int
        The stride divides the side.
    """

    def __init__(self, phase: Phase, side: int, stride: int) -> None:
        self._phase, self.samples = phase, phase.samples
        self._sites = translated_sites(side, stride)
        self._shared = np.zeros(side * side, dtype=np.float32)

    def __call__(
        self, network: DeepBoltzmannMachine, chains: tuple[np.ndarray, ...], stream: np.ndarray
    ) -> Statistics:
        """Return the statistics of the minibatch in ``samples``; advance chains and stream in place."""
        statistics = self._phase(network, chains, stream)
        share_over_translations(*statistics.products, self._sites, self._shared)
        for sums in statistics.sums:
            sums[:] = sums.mean()
        return statistics


def tied_weights(image: np.ndarray, stride: int) -> np.ndarray:
    """Return the weights of the RBM whose hidden units all have the same filter.

    Parameters
    ----------
    image : (side, side) float array
        The filter, on the whole lattice; that of hidden unit (0, 0).
    stride : int
        Lattice spacings between neighbouring hidden units; divides the side.

    Returns
    -------
    (side**2, (side / stride)**2) float32 array

    Raises
    ------
    InputError
        If the image is not square or the stride does not divide its side.
    """
    image = np.asarray(image, dtype=np.float32)
    if image.ndim != 2 or image.shape[0] != image.shape[1]:
        raise InputError(f"image must be square, got the shape {image.shape}")
    sites = translated_sites(len(image), stride)
    weights = np.empty((image.size, len(sites)), dtype=np.float32)
    weights[sites, np.arange(len(sites))[:, None]] = image.reshape(-1)
    return weights


def translated_sites(side: int, stride: int) -> np.ndarray:
    """Return the site that each hidden unit sees in place of each site that unit 0 sees: (n_hidden, side**2) int64."""
    side = checked_side("side", side, least=2)
    stride = whole_number("stride", stride, least=1, most=side)
    if side % stride:
        raise InputError(f"stride must divide side = {side}, got {stride}")
    rows, columns = np.divmod(np.arange(side * side), side)
    moved = stride * np.arange(side // stride)
    down, right = (shift.reshape(-1, 1) for shift in np.meshgrid(moved, moved, indexing="ij"))
    return (rows + down) % side * side + (columns + right) % side
