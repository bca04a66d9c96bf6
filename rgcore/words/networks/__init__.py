"""Words on trained networks: their training, receptive fields, samples and likelihood."""
