"""A combined score: a linear discriminant, never fitted to the family of models that it is applied to."""

import numpy as np

__all__ = ["held_out_scores"]

RIDGE = 1.0  # variance added to standardized measures: 21 of them, and fewer models


def held_out_scores(
    features: np.ndarray, families: np.ndarray, yes: np.ndarray, no: np.ndarray
) -> np.ndarray:
    """Return the score of every realization by the discriminant of all other families.

    Fisher's linear discriminant with both answers of equal weight: (x - (m_yes + m_no)/2)^T (S + ridge)^-1 (m_yes -
    m_no), S the mean of the covariances within both answers. It is in units of a log likelihood ratio, so that scores
    of different families can be compared. Without a realization of each answer in the other families it is 0.

    Parameters
    ----------
    features : (n, n_measures) float64 array
        Standardized.
    families : (n,) int array
    yes, no : (n_weightings, n) float64 arrays
        Weights as realizations whose answer is yes, and no.

    Returns
    -------
    (n_weightings, n) float64 array
    """
    products = (features[:, :, None] * features[:, None, :]).reshape(len(features), -1)
    scores = np.zeros(yes.shape)
    for family in np.unique(families):
        test = families == family
        centres, spreads, known = zip(
            *(_moments(features[~test], products[~test], part[:, ~test]) for part in (yes, no)), strict=True
        )
        within = (spreads[0] + spreads[1]) / 2 + RIDGE * np.eye(features.shape[1])
        direction = np.linalg.solve(within, (centres[0] - centres[1])[..., None])[..., 0]
        middle = np.sum(direction * (centres[0] + centres[1]) / 2, axis=1)
        scores[:, test] = np.where(
            (known[0] & known[1])[:, None], direction @ features[test].T - middle[:, None], 0.0
        )
    return scores


def _moments(
    features: np.ndarray, products: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return weighted means, covariances and whether there is any weight, for each weighting."""
    total = weights.sum(axis=1)
    shares = weights / np.where(total > 0, total, 1.0)[:, None]
    mean = shares @ features
    second = (shares @ products).reshape(len(weights), features.shape[1], -1)
    return mean, second - mean[:, :, None] * mean[:, None, :], total > 0
