"""The trained half of extraction: a network that marks cues, and for each its source and content.

Stands beside the rules, whose finds it is shown; `claims.english.combine` puts both together. The model's card is
docs/models/attribution.md; training/attribution trains it.
"""

from collections.abc import Iterable

from sayso.claims.attribution import Attribution
from sayso.claims.english.tagger.decode import Tagging, decode
from sayso.claims.english.tagger.network import Network
from sayso.claims.english.tagger.windows import cut_windows
from sayso.reading import Annotated

__all__ = ["Tagger", "Tagging"]


class Tagger:
    """The network, loaded once and used for any number of documents."""

    def __init__(self) -> None:
        self._network = Network()

    def tag(self, annotated: Annotated, rules: Iterable[Attribution]) -> list[Tagging]:
        """What the network makes of a document in which the rules find `rules`, in order of the cues.

        For the cue of every rule there is a tagging that shares a word with it, however unlikely.
        """
        known = list(rules)
        offered = [[token.i for token in rule.cue] for rule in known if rule.cue]
        windows = cut_windows(annotated, known, self._network.vocabulary)
        return [tagging for window in windows for tagging in decode(self._network, window, offered)]
