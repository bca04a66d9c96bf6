"""Coordinates in which symmetrized Kullback-Leibler divergences are squared distances (isKL embedding).

Two members of an exponential family P ~ exp(sum_i theta_i phi_i) have the symmetrized divergence

    D^2 = KL(P || P') + KL(P' || P) = sum_i (theta_i - theta_i')(<phi_i> - <phi_i>'),

and with S_i = (c_i theta_i + <phi_i>/c_i)/2 and T_i = (c_i theta_i - <phi_i>/c_i)/2, any c_i > 0,

    D^2 = sum_i (S_i - S_i')^2 - (T_i - T_i')^2:

N parameters are embedded without error in N space-like and N time-like dimensions (Teoh et al., Phys. Rev. Research 2,
033221 (2020)). D^2 is never negative: lines between members are space-like.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["Embedding", "embed_family", "place_beside", "signature"]

_ROUNDING = 1e-9  # of the largest eigenvalue


@dataclass(frozen=True, slots=True)
class Embedding:
    """Coordinates ``space`` and ``time``, each (n_models, N) float64, in units of the root of a nat."""

    space: np.ndarray
    time: np.ndarray

    def squared_distances(self) -> np.ndarray:
        """Return D^2 (n_models, n_models)."""
        parts = [np.square(each[:, None] - each[None]).sum(axis=2) for each in (self.space, self.time)]
        return parts[0] - parts[1]


def embed_family(parameters: np.ndarray, means: np.ndarray) -> Embedding:
    """Return the coordinates of members of a family, from theta and <phi>, both (n_models, N).

    c_i is the root of the ratio of the standard deviations of <phi_i> and theta_i over the members, 1 where theta_i
    does not vary.
    """
    spread = means.std(axis=0), parameters.std(axis=0)
    varies = (spread[0] > 0) & (spread[1] > 0)
    scale = np.sqrt(np.divide(*spread, out=np.ones(len(varies)), where=varies))
    return Embedding((scale * parameters + means / scale) / 2, (scale * parameters - means / scale) / 2)


def signature(squared: np.ndarray) -> tuple[int, int]:
    """Return the numbers of space-like and of time-like dimensions of squared distances (n, n) without error.

    They are the positive and the negative eigenvalues of -D^2/2, centred in rows and columns.
    """
    centred = -squared / 2
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean()
    values = np.linalg.eigvalsh(centred)
    floor = _ROUNDING * np.abs(values).max()
    return int((values > floor).sum()), int((values < -floor).sum())


def place_beside(embedding: Embedding, squared: np.ndarray) -> tuple[Embedding, np.ndarray, np.ndarray]:
    """Place other distributions beside embedded ones, by their squared distances (n_others, n_models) from these.

    -2 <y, z_k> + constant = D_k^2 - <z_k, z_k> is linear in the coordinates y; it is solved by least squares. What is
    left of the constant, its difference from <y, y>, is the squared distance from the space of the embedding.

    Returns
    -------
    Embedding of the others; the squared distance (n_others,) float64, nats, negative if it is time-like; and the root
    mean square of what the least squares leave of D^2 (n_others,), nats.
    """
    together = np.hstack([embedding.space, embedding.time])
    signs = np.repeat([1.0, -1.0], embedding.space.shape[1])
    own = (together**2) @ signs
    matrix = np.hstack([-2 * together * signs, np.ones((len(together), 1))])
    solution = np.linalg.lstsq(matrix, (squared - own).T, rcond=None)[0].T
    coordinates, constant = solution[:, :-1], solution[:, -1]
    half = embedding.space.shape[1]
    left = np.sqrt(np.square(solution @ matrix.T - (squared - own)).mean(axis=1))
    return Embedding(coordinates[:, :half], coordinates[:, half:]), constant - (coordinates**2) @ signs, left
