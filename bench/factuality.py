"""How sure: the engine of commitment measured on judged events, beside a word list, and the verb list by itself.

Run as `python -m bench.factuality [--part dev] [--data FOLDER] [--errors N]` with the shared data beside the
repository. Prints, for each set and their mean, macro-F1 over certainly-not / unsure / certainly, mean absolute error
and Pearson's r of word lists, of the rules alone, and of what is shipped (rules and learned layer); then how the verb
list's scores go with the mean label of what each verb embeds.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from bench.events import FACTUALITY, SETS, Event, belief_of, load_events
from bench.wordlist import Judgement, by_governor, by_governor_as_happened, by_sentence
from sayso.claims.english.factuality.engine import Engine
from sayso.claims.english.factuality.features import signs_of
from sayso.claims.english.factuality.weighing import Belief, Scale, Weighing
from sayso.lexicon import load_lexicon

LISTS = ("factuality", "veridicality")
FEWEST = 5  # events under a verb from which it counts

WORDS = ("words of the sentence", "words beside the event", "the same, as asked")
SHIPPED = "rules and layer"

Judge = Callable[[Event, Scale], Judgement]


def judges() -> dict[str, Judge]:
    """Each way of judging an event, by name."""
    engine, weighing = Engine(load_lexicon("en", *LISTS)), Weighing.load()

    def by_rules(event: Event, _: Scale) -> Judgement:
        level = engine.judge(event.token).level
        return belief_of(level), level

    def by_all(event: Event, scale: Scale) -> Judgement:
        weighed = weighing.weigh(signs_of(event.token, engine.judge(event.token)), scale)
        return weighed.belief, weighed.level

    def by_words_as_asked(event: Event, scale: Scale) -> Judgement:
        happened = scale is Scale.HAPPENED
        return by_governor_as_happened(event.token) if happened else by_governor(event.token)

    return {
        WORDS[0]: lambda event, _: by_sentence(event.token),
        WORDS[1]: lambda event, _: by_governor(event.token),
        WORDS[2]: by_words_as_asked,
        "rules": by_rules,
        SHIPPED: by_all,
        "the same, one scale": lambda event, _: by_all(event, Scale.COMMITTED),
    }


def macro_f1(gold: Sequence[Belief], found: Sequence[Belief]) -> dict[str, float]:
    """F1 of each of the three, and their mean."""
    scores: dict[str, float] = {}
    for kind in Belief:
        right = sum(g is kind and f is kind for g, f in zip(gold, found, strict=True))
        either = sum((g is kind) + (f is kind) for g, f in zip(gold, found, strict=True))
        scores[kind.value] = 2 * right / either if either else 0.0
    return scores | {"macro": fmean(scores.values())}


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's r, 0 where one of the two never changes."""
    if not one:
        return 0.0
    a, b = fmean(one), fmean(other)
    both = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    spread = math.sqrt(sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other))
    return both / spread if spread else 0.0


def measure(events: Sequence[Event], judge: Judge, scale: Scale) -> dict[str, float]:
    """All figures of one way of judging on one set."""
    judged = [judge(event, scale) for event in events]
    labels = [event.label for event in events]
    figures = macro_f1([belief_of(label) for label in labels], [belief for belief, _ in judged])
    levels = [level for _, level in judged]
    error = fmean(abs(label - level) for label, level in zip(labels, levels, strict=True))
    return figures | {"error": error, "r": pearson(labels, levels)}


def verb_scores(events: Iterable[Event], engine: Engine) -> tuple[int, float]:
    """Over verbs with `FEWEST` events or more in a clause of theirs: how many, and r of the list's score and the mean
    label. UDS-IH2 is among them, though it takes what is still to come for not so.
    """
    labels: Mapping[tuple[str, str, bool], list[float]] = defaultdict(list)
    for event in events:
        steps = engine.judge(event.token).steps
        frame = steps[-1].passed.relation.removesuffix("-clause")
        if len(steps) > 1 and frame in ("that", "to", "ing"):
            above = steps[-2]
            negated = any(mark.kind == "negation" for mark in above.marks)
            if above.token.pos_ == "VERB" and not steps[-1].marks and (above.level > 2 or negated):
                labels[above.token.lemma_.lower(), frame, negated].append(event.label)
    pairs = [
        (score, fmean(given))
        for (verb, frame, negated), given in labels.items()
        if len(given) >= FEWEST and (score := engine.veridicality.score(verb, frame, negated=negated)) is not None
    ]
    return len(pairs), pearson([a for a, _ in pairs], [b for _, b in pairs])


def main() -> None:
    """Prints every figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--part", default="dev", choices=("train", "dev"))
    options.add_argument("--data", type=Path, default=FACTUALITY)
    options.add_argument("--errors", type=int, default=0, help="show so many events that are judged wrongly")
    given = options.parse_args()
    loaded = {name: list(load_events(name, given.part, given.data)) for name in SETS}
    ways = judges()
    figures = {way: {n: measure(loaded[n], judge, SETS[n]) for n in SETS} for way, judge in ways.items()}
    print(*table(figures), "", sep="\n")
    for name, events in loaded.items():
        above = figures[SHIPPED][name]["macro"] - max(figures[way][name]["macro"] for way in WORDS)
        print(f"{name}, {len(events)} events: above the best word list by {above:+.3f}")
    engine = Engine(load_lexicon("en", *LISTS))
    verbs, r = verb_scores((event for events in loaded.values() for event in events), engine)
    print(f"verb list against mean labels, all sets: r {r:.3f} over {verbs} verbs by frame and polarity")
    for name, events in loaded.items():
        show_errors(name, events, ways[SHIPPED], given.errors)


def table(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    """All figures as lines of plain text, and the mean macro-F1 of the sets."""
    yield f"{'':24}{'set':10}" + "".join(f"{head:>9}" for head in ("not", "unsure", "certain", "macro", "error", "r"))
    for way, sets in figures.items():
        for name, values in sets.items():
            yield f"{way:24}{name:10}" + "".join(f"{value:9.3f}" for value in values.values())
        yield f"{way:24}{'mean':10}{fmean(values['macro'] for values in sets.values()):36.3f}"


def show_errors(name: str, events: Sequence[Event], judge: Judge, most: int) -> None:
    """The first events that are judged wrongly, with their sentences."""
    wrong = [e for e in events if judge(e, SETS[name])[0] is not belief_of(e.label)]
    for event in wrong[:most]:
        print(f"{name} {event.label:+.1f} {judge(event, SETS[name])[0].value}: «{event.token}» in {event.token.sent}")


if __name__ == "__main__":
    main()
