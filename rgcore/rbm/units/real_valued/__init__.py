"""Types of visible units that hold real numbers, one card per file."""
