"""Words on one data set, for its page: verdicts, exponents, outliers, nulls, and what to distrust."""
