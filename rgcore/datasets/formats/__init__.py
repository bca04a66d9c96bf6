"""File formats, one file each with its card; ``open_file`` reads any of them."""
