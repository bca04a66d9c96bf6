"""The one exception that means: the user's input is wrong, and one sentence says how."""

__all__ = ["InputError"]


class InputError(ValueError):
    """A mistake in a config file or a data file.

    Its text is one sentence that says what must hold, what was found and where. The workflow prints that
    sentence alone, without a traceback.
    """
