"""Networks in files of the user as transformations."""
