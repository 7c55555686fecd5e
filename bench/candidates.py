"""What comparing one new claim costs where few and where many claims are stored.

    python -m bench.candidates

The claims are made up: words drawn as in running text, a few common and most rare, in affairs of fifty claims that
share their names. Measured is finding the partners of a claim in the index and scoring them, as a mean.
"""

import random
import time
from collections.abc import Iterator

from bench.pairs import Sentence, bare_claim
from sayso.crossdoc.candidates import Candidates
from sayso.crossdoc.pairs import likeness
from sayso.crossdoc.profiles import Profile, build_profiles
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Claim, Gist

__all__ = ["main", "seconds_a_claim"]

_ASKED = 200
_WORDS = 30_000
_AFFAIR = 50  # claims that share their names
_WIDTH = 32


def made_up(number: int, seed: int = 1) -> Iterator[Claim]:
    """So many claims, each of nine words, two of them names of its affair."""
    draw = random.Random(seed)
    for at in range(number):
        words = [f"w{int(_WORDS ** draw.random())}" for _ in range(7)]
        names = [f"name{at // _AFFAIR}x{draw.randrange(8)}" for _ in range(2)]
        lemmas = (*names, *words)
        gist = Gist(
            head=words[0],
            lemmas=lemmas,
            names=tuple(names),
            subject=(names[0],),
            object=(words[1],),
            senses=draw.randbytes(_WIDTH * len(lemmas)),
        )
        yield bare_claim(at, Sentence(" ".join(lemmas), str(at)), f"d1:{at}", gist)


def seconds_a_claim(stored: int) -> float:
    """Seconds that one new claim takes among so many."""
    claims = list(made_up(stored + _ASKED))
    profiles = list(build_profiles([], claims, load_vocabulary()).values())
    by_id: dict[str, Profile] = {p.claim.id: p for p in profiles}
    index = Candidates(profiles[: stored + _ASKED])
    asked = random.Random(2).sample(profiles, _ASKED)
    began = time.perf_counter()
    for profile in asked:
        for partner in index.partners(profile):
            likeness(profile, by_id[partner])
    return (time.perf_counter() - began) / _ASKED


def main() -> None:
    """Print the cost at 1,000 and at 100,000 claims, and their ratio."""
    few, many = (seconds_a_claim(stored) for stored in (1_000, 100_000))
    print(f"one new claim: {few * 1000:.2f} ms among 1,000, {many * 1000:.2f} ms among 100,000: {many / few:.2f} times")


if __name__ == "__main__":
    main()
