"""The training loop. Windows come in random order by the seed; the last state is kept.

    python -m training.attribution.train --base build/attribution --output build/attribution/1.pt --seed 1
    python -m training.attribution.train --base build/attribution --output build/attribution/2.pt --seed 2 \\
        --start build/attribution/1.epoch1

Runs that share their first epoch can be averaged. An epoch takes about ten minutes on two cores that know bfloat16,
several times as long on others.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.claims.english.tagger.windows import FEATURES
from sayso.claims.english.tagger.wordpiece import WordPieces
from training.attribution.corpus import Example, load_examples
from training.attribution.network import Network, load_base

__all__ = ["kept_pieces", "main"]

EPOCHS, BATCH, RATE, WARM_UP = 3, 16, 2.5e-4, 0.08
_TOLD = 50  # batches between two lines of progress
_HIDDEN = 0.06  # of pieces, made unknown, so that forms are learned rather than names
_HEADS_RATE = 3  # times RATE, for what is not pre-trained
_ALIKE = 8  # batches among which windows of like length are put together
_ASIDE = 0.5  # weight of the tags of source and content beside those of cues
_CAPITALS = slice(1, 3)
_RULES = slice(FEATURES.index("in a rule's source"), len(FEATURES))


def kept_pieces(vocabulary: Sequence[str]) -> list[int]:
    """The pieces that stay: those in Latin script, digits and marks. The others become unknown ones."""

    def is_latin(piece: str) -> bool:
        return all(ord(ch) < 0x180 or 0x2010 <= ord(ch) <= 0x20BF for ch in piece)

    return [n for n, piece in enumerate(vocabulary) if is_latin(piece) and not piece.startswith("[unused")]


def _blurred(features: Tensor) -> Tensor:
    """Features as a text without capitals, in capitals alone, or without any rule's find would have them, now and
    then.
    """
    features = features.clone()
    draw = random.random()
    if draw < 0.08:
        features[:, _CAPITALS] = 0 if draw < 0.05 else 1
    if random.random() < 0.08:
        features[:, _RULES] = 0
    return features


def _hidden(pieces: Tensor, unknown: int) -> Tensor:
    """`pieces` with some of them made unknown."""
    return torch.where(torch.rand(pieces.shape) < _HIDDEN, unknown, pieces)


def _batch(examples: Sequence[Example], unknown: int) -> tuple[Tensor, Tensor, Tensor]:
    length = max(len(e.window.pieces) for e in examples)
    pieces = torch.zeros((len(examples), length), dtype=torch.long)
    features = torch.zeros((len(examples), length, len(FEATURES)))
    present = torch.zeros((len(examples), length), dtype=torch.bool)
    for row, example in enumerate(examples):
        size = len(example.window.pieces)
        pieces[row, :size] = _hidden(torch.from_numpy(example.window.pieces), unknown)
        features[row, :size] = _blurred(torch.from_numpy(example.window.features))
        present[row, :size] = True
    return pieces, features, present


def _loss(network: Network, examples: Sequence[Example], unknown: int) -> Tensor:
    """Of the tags, per word, and of the roles, per cue."""
    states = network(*_batch(examples, unknown))
    of_tags, of_roles = torch.zeros(()), torch.zeros(())
    for row, example in enumerate(examples):
        words = network.drop(states[row, torch.from_numpy(example.window.first)])
        scores, tags = network.tags(words), torch.from_numpy(example.tags)
        for column, weight in enumerate((1, _ASIDE, _ASIDE)):
            tagged = scores[:, 3 * column : 3 * column + 3]
            of_tags = of_tags + weight * functional.cross_entropy(tagged, tags[:, column], reduction="sum")
        if example.cues:
            seen = network.as_cue(words)
            cue = torch.stack([seen[c.start : c.stop].mean(0) for c in example.cues])
            sides = torch.from_numpy(example.distance), torch.from_numpy(example.setting)
            roles = network.linker(cue, network.as_word(words), *sides)
            wanted = torch.from_numpy(example.roles).reshape(-1)
            of_roles = of_roles + functional.cross_entropy(roles.reshape(-1, 3), wanted, reduction="sum")
    words_read = sum(len(e.window.words) for e in examples)
    return of_tags / words_read * 10 + of_roles / max(1, sum(len(e.cues) for e in examples)) / 10


def _shuffled(examples: list[Example]) -> Iterator[list[Example]]:
    """Batches in random order, of windows of like length."""
    random.shuffle(examples)
    batches = []
    for start in range(0, len(examples), BATCH * _ALIKE):
        alike = sorted(examples[start : start + BATCH * _ALIKE], key=lambda e: len(e.window.pieces))
        batches += [alike[i : i + BATCH] for i in range(0, len(alike), BATCH)]
    random.shuffle(batches)
    yield from batches


def _optimizer(network: Network) -> torch.optim.AdamW:
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            given = name.startswith(("layers.", "positions.", "norm."))
            rate = RATE if given or parameter.ndim < 2 else RATE * _HEADS_RATE
            groups.setdefault((rate, 0.0 if parameter.ndim < 2 else 0.01), []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()])


def _share(step: int, total: int) -> float:
    """Of the full rate: up to it over the warm-up, then down to nothing."""
    warm = WARM_UP * total
    return step / warm if step < warm else (total - step) / (total - warm)


def _train(
    network: Network, examples: list[Example], unknown: int, seed: int, start: Path | None, output: Path
) -> None:
    """Train to the end, from the state that `start` holds if it is given; every epoch's state is kept."""
    optimizer = _optimizer(network)
    batches = sum(1 for _ in _shuffled(list(examples)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share(step, EPOCHS * batches))
    done = 0
    if start is not None:
        state = torch.load(start, weights_only=True)
        done = state["epochs"]
        for part, name in ((network, "network"), (optimizer, "optimizer"), (schedule, "schedule")):
            part.load_state_dict(state[name])
    network.train()
    for epoch in range(done, EPOCHS):
        _seed(seed + 1000 * epoch)
        _run_epoch(network, optimizer, schedule, list(_shuffled(list(examples))), unknown)
        states = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save({"epochs": epoch + 1, **states}, _state_after(epoch + 1, output))


def _state_after(epoch: int, output: Path) -> Path:
    return output.with_suffix(f".epoch{epoch}")


def _run_epoch(
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    batches: Sequence[list[Example]],
    unknown: int,
) -> None:
    summed, start = 0.0, time.monotonic()
    for step, batch in enumerate(batches, 1):
        loss = _loss(network, batch, unknown)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        summed += float(loss.detach())
        if step % _TOLD == 0:
            spent = time.monotonic() - start
            print(f"{step}/{len(batches)} {spent:.0f}s loss {summed / _TOLD:.3f}", file=sys.stderr, flush=True)
            summed = 0.0


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def main() -> None:
    """Train and keep the network's weights; a run that was broken off goes on after its last whole epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder that training.attribution.base has written")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1, help="of the order of windows and all that is left to chance")
    parser.add_argument("--start", type=Path, help="state after an epoch of another run, to go on from")
    options = parser.parse_args()
    pieces = (options.base / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    kept = kept_pieces(pieces)
    vocabulary = [pieces[n] for n in kept]
    examples = load_examples("train", WordPieces(vocabulary))
    _seed(0)  # the new layers of every run start alike
    network = Network(len(vocabulary))
    load_base(network, options.base / "base.npz", kept)
    own = (_state_after(epoch, options.output) for epoch in range(EPOCHS, 0, -1))
    start = next((state for state in own if state.is_file()), options.start)
    _train(network, examples, vocabulary.index("[UNK]"), options.seed, start, options.output)
    torch.save({"vocabulary": vocabulary, "weights": network.state_dict()}, options.output)
    print(f"{options.output}: {len(examples)} windows, seed {options.seed}", file=sys.stderr)


if __name__ == "__main__":
    main()
