"""What readers of arrays share."""
