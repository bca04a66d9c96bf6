"""Which rows of the tables a figure draws and a sentence is about; figures and words both start from here."""
