"""The language of a text whose metadata doesn't name it.

Invariant: the same text gives the same language; None where it can't be told, as of a few words.
"""

import math

__all__ = ["detect_language"]

_SAMPLE = 2000
_FEWEST_LETTERS = 20
_SURE = 0.95
# Nigerian Pidgin, which the model sees in English headlines.
_CLOSEST = {"pcm": "en"}


def detect_language(text: str) -> str | None:
    """ISO 639 code of the language of `text`, from its first 2,000 characters; None where it is less than 95 % sure."""
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _FEWEST_LETTERS:
        return None
    from py3langid import rank

    (language, best), *others = rank(sample)
    certainty = 1 / (1 + sum(math.exp(min(score - best, 0.0)) for _, score in others))
    return _CLOSEST.get(language, language) if certainty >= _SURE else None
