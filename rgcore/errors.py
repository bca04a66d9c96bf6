"""The exception for a user's mistake; its text is one sentence."""

__all__ = ["InputError"]


class InputError(ValueError):
    """A mistake in a config file or a data file.

    Its text is one sentence: what must hold, what was found and where. The workflow prints that
    sentence alone, without a traceback.
    """
