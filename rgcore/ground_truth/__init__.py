"""Data whose truth is known, put through the principal-component RG."""
