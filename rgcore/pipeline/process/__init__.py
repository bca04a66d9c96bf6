"""The processes of a run: what they find around them, and how Ctrl-C ends them."""
