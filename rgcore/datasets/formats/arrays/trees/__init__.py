"""Arrays inside one another, as in structs and cell arrays of MATLAB and groups of HDF5."""
