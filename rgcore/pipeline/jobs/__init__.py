"""Which jobs there are, which points each of them makes, and what it asks for."""
