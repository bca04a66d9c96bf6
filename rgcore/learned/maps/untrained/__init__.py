"""Untrained maps, controls for learned ones; each file has a card."""
