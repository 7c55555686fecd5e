"""Which nouns name somebody who may speak, and which a thing that may be cited: by word lists and by their endings.

Stands beside the cues: "citing a diver" names a source, "citing the weather" a reason. Invariant: it looks at one noun
alone, never at what is said of it.
"""

import re

from spacy.tokens import Token

from sayso.lexicon import Lexicon

__all__ = ["Animacy"]

_AGENT = re.compile(r"\w{2,}(?:er|or|ist|ian|man|woman)s?|\w{2,}(?:men|women)")


class Animacy:
    """The word lists of who may speak, ready to be asked of one noun after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        bodies = ("organisation", "government", "outlet")
        people = ("person-title", "office", "anonymous", "official", "group", "person-noun")
        self._speaking = lexicon.words("sources", *people, *bodies)
        self._offices = lexicon.words("sources", "office")
        self._things = lexicon.words("sources", "document", "recording", "container")
        self._working = lexicon.words("sources", "at-work", "belonging", "trade")
        self._papers = lexicon.words("sources", "document", "recording")
        self._no_agents = lexicon.words("sources", "no-agent")

    def may_speak(self, noun: Token) -> bool:
        """Whether it is a name, a pronoun, or a noun for a person, a group or a body."""
        lower = noun.lower_
        if noun.pos_ in ("PROPN", "PRON") or lower in self._speaking:
            return True
        singular = lower.removesuffix("s")
        return noun.pos_ == "NOUN" and _AGENT.fullmatch(lower) is not None and singular not in self._no_agents

    def is_named_speaker(self, noun: Token) -> bool:
        """Whether it may speak and is no pronoun."""
        return noun.pos_ != "PRON" and self.may_speak(noun)

    def is_office(self, noun: Token) -> bool:
        """Whether it is a noun for a role that one person holds."""
        return noun.lower_ in self._offices

    def is_thing(self, noun: Token) -> bool:
        """Whether it is a document or a recording."""
        return noun.lower_ in self._papers

    def may_be_cited(self, noun: Token) -> bool:
        """Whether it may speak, or is a document or a recording."""
        return noun.lower_ in self._things or noun.lower_ in self._working or self.may_speak(noun)
