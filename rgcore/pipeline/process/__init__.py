"""The processes of a run: where they go, what they find around them, and how Ctrl-C ends them."""
