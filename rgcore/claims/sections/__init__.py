"""The claims by section of the essay, one file each; a new claim is one function."""
