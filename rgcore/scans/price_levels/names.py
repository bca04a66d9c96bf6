"""Names of transforms and nulls, for schemas, which are read without numerical libraries."""

__all__ = ["DEFAULT_DRAWS", "RESAMPLED", "TRANSFORM_NAMES", "WALK_NAMES"]

TRANSFORM_NAMES = (
    "log_returns",
    "returns",
    "levels",
    "normalized_levels",
    "log_levels",
    "detrended_levels",
    "detrended_log_levels",
)
DEFAULT_DRAWS = 19
RESAMPLED = "resampled_days"
"""The null whose scatter is the standard error of levels."""

WALK_NAMES = ("independent_walks", "shuffled_walks", "gaussian_walks", "factor_walks", RESAMPLED)
