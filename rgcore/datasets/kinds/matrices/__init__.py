"""What a matrix of numbers may hold beside samples of variables."""
