"""What the entries of tables are: numbers and how they are written, dates, missing ones, words."""
