"""The study of block size: networks trained on Ising configurations and on controls, over what may set the width."""
