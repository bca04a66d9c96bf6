"""Tables of prices or returns with dates, in any of their layouts, as one table of dates times names."""
