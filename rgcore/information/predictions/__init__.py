"""Models that predict numbers: their Jacobian, its spectrum, and what coarse observations leave of it."""
