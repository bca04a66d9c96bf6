"""States drawn from a network: Gibbs sampling, parallel tempering, configurations of a whole stack."""
