"""Common nouns as names ("police", "two officials"): of one source only in reports of one matter.

Last step of resolving, after names have been put together. Invariant: a name in capitals is never parted.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.crossdoc.names import NameWords
from sayso.crossdoc.persons import Merged
from sayso.crossdoc.texts import Texts
from sayso.crossdoc.uses import Class, Use
from sayso.model import SourceKind

__all__ = ["part_commons"]


def part_commons(merged: Mapping[Use, Merged], texts: Texts, words: NameWords) -> dict[Use, Merged]:
    """`merged`, with uses of common nouns in reports of different matters under classes of their own."""
    groups: dict[Class, list[Use]] = defaultdict(list)
    for use, (cls, _) in merged.items():
        groups[cls].append(use)
    parted = dict(merged)
    for cls, uses in groups.items():
        documents = {use.document for use in uses}
        if len(documents) > 1 and _is_common(cls, uses, words):
            parted |= _parted(cls, uses, merged, texts.matters(documents))
    return parted


def _parted(
    cls: Class, uses: Sequence[Use], merged: Mapping[Use, Merged], heads: Mapping[str, str]
) -> dict[Use, Merged]:
    if len(set(heads.values())) == 1:
        return {}
    return {use: ((f"{cls[0]} in {heads[use.document]}", cls[1]), merged[use][1]) for use in uses}


def _is_common(cls: Class, uses: Sequence[Use], words: NameWords) -> bool:
    """Whether a name is a common noun: written small, or of generic words alone, and nowhere with inner capitals."""
    if cls[0] == "person":
        return False
    if any(word[:1].isupper() for use in uses for word in use.name.split()[1:]):
        return False
    published = any(use.kind is SourceKind.OUTLET for use in uses)  # "nytimes.com" is a name, "local media" is none
    small = any(use.name.islower() and (" " in use.name or not published) for use in uses)
    return small or (not published and all(word in words.generic for word in cls[1]))
