"""Phases of training: ways to estimate the gradient of the log-likelihood of a minibatch, one per file.

A phase is called as ``phase(network, chains, stream)`` once the samples are in ``phase.samples``, and returns
:class:`rgcore.rbm.training.phases.statistics.Statistics`: what the units do given the samples minus what they do in the
network.
"""
