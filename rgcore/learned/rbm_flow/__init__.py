"""Networks trained on Ising configurations: what they sample, and what becomes of what is passed up and down."""
