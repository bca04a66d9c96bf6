"""What is checked of a data set before it is analysed."""
