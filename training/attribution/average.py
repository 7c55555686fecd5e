"""One network of several: the mean of their weights, which reads better than each of them and as fast as one.

    python -m training.attribution.average build/attribution/[123].pt -o build/attribution/network.pt

It stands between training and the graphs. Invariant: the networks share their vocabulary and their first epoch, so that
their weights mean the same.
"""

import argparse
from pathlib import Path
from typing import Any

import torch

__all__ = ["main"]


def main() -> None:
    """Average networks that `train` has kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    networks: list[dict[str, Any]] = [torch.load(path, weights_only=True) for path in options.networks]
    vocabulary = networks[0]["vocabulary"]
    if any(network["vocabulary"] != vocabulary for network in networks):
        parser.error("these networks differ in their vocabulary")
    weights = [network["weights"] for network in networks]
    mean = {name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]}
    torch.save({"vocabulary": vocabulary, "weights": mean}, options.output)


if __name__ == "__main__":
    main()
