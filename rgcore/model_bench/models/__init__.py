"""Models of spiking cells whose truth is known, one per file, each with a card (``cards``)."""
