"""What readers of tables with named columns share."""
