"""Cheap learning: how many units multiply n numbers, in one layer and in several (Lin, Tegmark and Rolnick 2017).

``softplus`` is the activation with its derivatives, ``constructions`` are networks with known weights, ``cube`` is the
mean over all inputs, ``network`` and ``training`` are networks whose weights are fitted, and ``cheap_learning_table``
the table.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.cheap_learning.cheap_learning_table import cheap_learning_table

__all__ = ["cheap_learning_table"]

import_when_used(__name__)
