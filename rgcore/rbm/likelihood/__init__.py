"""How likely states are under a network: exact by enumeration, estimated, or bounded from below."""
