"""Does the fourth cumulant decide whether receptive fields localize? Real-valued fields of one covariance."""
