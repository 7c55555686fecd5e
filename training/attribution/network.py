"""The network in PyTorch: a small BERT with what is known of each word added, a tagger of cues, and a linker.

Invariant: `graphs` computes the same from the same weights, but for rounding.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.claims.english.tagger.network import DISTANCES
from sayso.claims.english.tagger.windows import FEATURES, LONGEST

__all__ = ["BLOCK", "HEADS", "LAYERS", "LINKER_HEADS", "WIDTH", "Network", "load_base", "rounded"]

SIZE, INNER, HEADS, LAYERS = 384, 1536, 12, 12
WIDTH, LINKER_INNER, LINKER_HEADS = 192, 384, 6
BLOCK = 32  # numbers of an embedding that share a scale
_SETTINGS = 8
_DROPPED = 0.1


def rounded(table: Tensor) -> Tensor:
    """An embedding table as it is once stored in four bits a number: it is trained on in that form."""
    blocks = table.reshape(-1, BLOCK)
    scale = blocks.abs().max(1, keepdim=True).values.clamp(min=1e-8) / 7
    return ((blocks / scale).round().clamp(-7, 7) * scale.half().float()).reshape(table.shape)


def _attend(states: Tensor, heads: int, mask: Tensor | None = None) -> Tensor:
    rows, length, width = states.shape
    width //= 3
    query, key, value = states.view(rows, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
    seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    return seen.transpose(1, 2).reshape(rows, length, width)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attention, self.mixed = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.inner, self.outer = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.norm1, self.norm2 = nn.LayerNorm(SIZE, 1e-12), nn.LayerNorm(SIZE, 1e-12)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Rows x length x SIZE to the same."""
        states = self.norm1(states + self.drop(self.mixed(_attend(self.attention(states), HEADS, mask))))
        out: Tensor = self.norm2(states + self.drop(self.outer(functional.gelu(self.inner(states)))))
        return out


class Linker(nn.Module):
    """Looks at all words of a window from one cue: which are its source, which its content."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Embedding(len(DISTANCES) + 1, WIDTH)
        self.setting = nn.Embedding(_SETTINGS, WIDTH)
        self.joined = nn.Linear(2 * WIDTH, WIDTH)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(WIDTH) for _ in range(3))
        self.attention, self.mixed = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, LINKER_INNER), nn.Linear(LINKER_INNER, WIDTH)
        self.roles = nn.Linear(WIDTH, 3)

    def forward(self, cue: Tensor, word: Tensor, distance: Tensor, setting: Tensor) -> Tensor:
        """Cues (k x 2 WIDTH), words (n x 2 WIDTH), and how they stand to each other (k x n): scores, k x n x 3."""
        with torch.autocast("cpu", torch.bfloat16):
            summed = functional.gelu(
                cue[:, None, :WIDTH] + word[None, :, :WIDTH] + self.distance(distance) + self.setting(setting)
            )
            states = self.joined(torch.cat([summed, cue[:, None, WIDTH:] * word[None, :, WIDTH:]], -1))
            states = states + self.mixed(_attend(self.attention(self.norm1(states)), LINKER_HEADS))
            states = self.norm3(states + self.outer(functional.gelu(self.inner(self.norm2(states)))))
        scores: Tensor = self.roles(states.float())
        return scores


class Network(nn.Module):
    """Encoder, tagger and linker. The tags of source and content are learned beside those of cues, and not shipped."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, SIZE)
        self.pieces.weight.requires_grad_(False)
        self.positions = nn.Embedding(LONGEST, SIZE)
        self.features = nn.Linear(len(FEATURES), SIZE, bias=False)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(SIZE, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(SIZE, 9)
        self.as_cue, self.as_word = nn.Linear(SIZE, 2 * WIDTH), nn.Linear(SIZE, 2 * WIDTH)
        self.linker = Linker()
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, pieces: Tensor, features: Tensor, present: Tensor) -> Tensor:
        """Rows x length pieces, their features, and which are no filling: states, rows x length x SIZE."""
        states = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.features(features)
        states = self.drop(self.norm(states))
        mask = torch.zeros(present.shape).masked_fill(~present, -1e9)[:, None, None, :].to(torch.bfloat16)
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers:
                states = layer(states, mask)
        return states.float()


def load_base(network: Network, base: Path, kept: list[int]) -> None:
    """Put the weights of the pre-trained encoder, as `base.py` unpacks them, into a network; `kept` is the vocabulary
    that stays.
    """
    with np.load(base) as stored:
        given: dict[str, Any] = {name: torch.from_numpy(stored[name]) for name in stored.files}
    own = network.state_dict()
    own["pieces.weight"].copy_(rounded(given["embeddings.word_embeddings.weight"][kept]))
    positions = given["embeddings.position_embeddings.weight"][:LONGEST]
    own["positions.weight"].copy_(positions + given["embeddings.token_type_embeddings.weight"][0])
    parts = {"mixed": "attention.output.dense", "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense"}
    parts |= {"outer": "output.dense", "norm2": "output.LayerNorm"}
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"].copy_(given[f"embeddings.LayerNorm.{kind}"])
        for n in range(LAYERS):
            name = f"encoder.layer.{n}"
            heads = [given[f"{name}.attention.self.{k}.{kind}"] for k in ("query", "key", "value")]
            own[f"layers.{n}.attention.{kind}"].copy_(torch.cat(heads))
            for mine, theirs in parts.items():
                own[f"layers.{n}.{mine}.{kind}"].copy_(given[f"{name}.{theirs}.{kind}"])
