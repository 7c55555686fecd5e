"""Which names of documents are of one: a memo told in more words or fewer, and "the memo" of its report.

Called by `entities`. Invariant: across reports only names that say whose document it is are put together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.crossdoc.names import Key, NameWords
from sayso.crossdoc.personnames import Fit
from sayso.crossdoc.persons import Merged
from sayso.crossdoc.uses import Class, Use
from sayso.model import SourceKind

__all__ = ["merge_works"]

_IN_REPORT = Fit("the only such document in its report", sure=False)
_IN_STORY = Fit("the same document told in fewer words, and short for no other", sure=False)


def merge_works(classes: Mapping[Use, Class], words: NameWords) -> dict[Use, Merged]:
    """Each use of a document with the class of the fullest name of that document, and why."""
    works = {use: cls for use, cls in classes.items() if use.kind is SourceKind.DOCUMENT and cls[1]}
    keys = {cls: _bare(cls[1], words) for cls in works.values()}
    by_word: dict[str, set[Class]] = defaultdict(set)
    documents: dict[Class, set[str]] = defaultdict(set)
    for use, cls in works.items():
        documents[cls].add(use.document)
        for word in keys[cls]:
            by_word[word].add(cls)
    merged: dict[Use, Merged] = {}
    for use, cls in works.items():
        longer = sorted(c for c in by_word[keys[cls][-1]] if _tells_more(keys[cls], keys[c], c, cls))
        near = [c for c in longer if use.document in documents[c]]
        owned = any(word[:1].isupper() for word in use.name.split()[1:])
        found = _fullest(near if near and not owned else longer if owned else [], keys)
        merged[use] = (found, _IN_STORY if owned else _IN_REPORT) if found else (cls, None)
    return merged


def _bare(key: Key, words: NameWords) -> Key:
    """A document's words without how the outlet came by it ("seen by the Courier")."""
    end = next((n for n, word in enumerate(key) if n and word in words.access), len(key))
    return key[:end]


def _tells_more(short: Key, long: Key, longer: Class, cls: Class) -> bool:
    rest = iter(long)
    return longer != cls and (len(short), cls) < (len(long), longer) and all(word in rest for word in short)


def _fullest(found: Sequence[Class], keys: Mapping[Class, Key]) -> Class | None:
    """The one name that has all words of the others; None where there is none such."""
    fullest = max(found, key=lambda c: (len(keys[c]), c), default=None)
    return fullest if fullest and all(set(keys[c]) <= set(keys[fullest]) for c in found) else None
