"""Maps as filters: windows of weights that turn spins into coarse ones, and the shape and tiling of filters."""
