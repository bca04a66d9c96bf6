"""What a file or a folder holds, how it would be read as each kind of data, and the block of a config to paste."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.look.page import look_at

__all__ = ["look_at"]

import_when_used(__name__)
