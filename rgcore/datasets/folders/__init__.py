"""Folders in a known layout, such as that of a spike sorter, one file each with its card."""
