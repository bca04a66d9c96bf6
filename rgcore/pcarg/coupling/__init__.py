"""The quartic coupling: from data, and as the recursion predicts it."""
