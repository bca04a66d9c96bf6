"""What the transformations share, and which of them a config names."""
