"""The memory that a training run is expected to need, before anything heavy is loaded."""

from rgcore.rbm.costs import training_megabytes


def config_of(n_samples, layers):
    return {"ising": {"n_samples": n_samples}, "dbn": {"layers": layers}}


def test_a_million_configurations_of_the_published_network_fit_into_two_gigabytes():
    assert training_megabytes(config_of(10**6, [1600, 400, 100, 25])) < 2000


def test_more_samples_and_larger_layers_need_more():
    small = training_megabytes(config_of(20_000, [400, 100]))
    assert small > 250  # a process with its libraries
    assert training_megabytes(config_of(200_000, [400, 100])) > small
    assert training_megabytes(config_of(20_000, [1600, 400])) > small
