"""A plain CD-1 in torch, as one writes it there; runs in .venv-bench if torch was put there, see peers.py."""

import json
import sys
import time
from functools import cache

try:
    import torch
except ImportError:
    sys.exit("torch is not in .venv-bench; .venv-bench/bin/pip install torch puts it there")

RATE, MOMENTUM, L1 = 0.01, 0.5, 2e-4


class Machine:
    """An RBM of 0/1 units and its random samples, float32."""

    def __init__(self, n_visible: int, n_hidden: int, n_samples: int) -> None:
        self.samples = torch.randint(0, 2, (n_samples, n_visible)).float()
        self.weights = 0.01 * torch.randn(n_visible, n_hidden)
        self.visible_bias, self.hidden_bias = torch.zeros(n_visible), torch.zeros(n_hidden)
        self.velocities = [
            torch.zeros_like(each) for each in (self.weights, self.visible_bias, self.hidden_bias)
        ]

    def epoch(self, batch_size: int) -> None:
        """Train on all samples once, in random order."""
        for rows in torch.randperm(len(self.samples)).split(batch_size):
            self.step(self.samples[rows])

    def step(self, data: torch.Tensor) -> None:
        """Go up the gradient of one minibatch, with momentum and L1."""
        data_means = torch.sigmoid(torch.addmm(self.hidden_bias, data, self.weights))
        states = torch.bernoulli(data_means)
        model = torch.bernoulli(torch.sigmoid(torch.addmm(self.visible_bias, states, self.weights.T)))
        model_means = torch.sigmoid(torch.addmm(self.hidden_bias, model, self.weights))
        rate = RATE / len(data)
        weights, visible, hidden = self.velocities
        weights.addmm_(data.T, data_means, beta=MOMENTUM, alpha=rate)
        weights.addmm_(model.T, model_means, alpha=-rate)
        weights.sub_(torch.sign(self.weights), alpha=RATE * L1)
        visible.mul_(MOMENTUM).add_(data.sum(0) - model.sum(0), alpha=rate)
        hidden.mul_(MOMENTUM).add_(data_means.sum(0) - model_means.sum(0), alpha=rate)
        self.weights.add_(weights)
        self.visible_bias.add_(visible)
        self.hidden_bias.add_(hidden)


def train(
    *, n_visible: int, n_hidden: int, n_samples: int, batch_size: int, n_epochs: int
) -> dict[str, float]:
    """Continue the training of an RBM."""
    trained = machine(n_visible, n_hidden, n_samples)
    started = time.perf_counter()
    for _ in range(n_epochs):
        trained.epoch(batch_size)
    return {"seconds": time.perf_counter() - started}


@cache
def machine(n_visible: int, n_hidden: int, n_samples: int) -> Machine:
    """Return the RBM of these sizes."""
    return Machine(n_visible, n_hidden, n_samples)


def main() -> None:
    """Answer requests until there are no more."""
    torch.set_num_threads(1)
    print(json.dumps({"name": f"torch {torch.__version__.partition('+')[0]}"}), flush=True)
    with torch.inference_mode():
        for line in sys.stdin:
            print(json.dumps(train(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
