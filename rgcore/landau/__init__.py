"""The momentum-shell renormalization group of the phi^4 theory in d dimensions.

``momentum_shell`` is the recursion, ``momentum_shell_fixed_points`` its fixed points and their eigenvalues,
``epsilon_expansion`` the series of exponents, ``pade_borel`` their sums, ``trajectory`` and ``momentum_shell_flow`` the
flow.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.landau.exponents import exponent_table
    from rgcore.landau.momentum_shell_fixed_points import fixed_point_table
    from rgcore.landau.momentum_shell_flow import flow_table

__all__ = ["exponent_table", "fixed_point_table", "flow_table"]

import_when_used(__name__)
