"""Verification: compare the tables and figures of a run with a reference that is kept in the repository."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.verification.results import verify

__all__ = ["verify"]

import_when_used(__name__)
