"""The cache of kernels is filled before jobs run side by side."""

from importlib import import_module

from rgcore.cards import card_names
from rgcore.ising.compile import compile_kernels

CALLERS = [
    "rgcore.ising.energy_and_magnetization",
    *(f"rgcore.ising.samplers.{name}" for name in card_names("rgcore.ising.samplers")),
]


def test_every_kernel_that_python_calls_is_compiled():
    compile_kernels()
    for caller in CALLERS:
        kernels = {
            name: each for name, each in vars(import_module(caller)).items() if hasattr(each, "signatures")
        }
        assert kernels, caller
        assert all(kernel.signatures for kernel in kernels.values()), kernels
