"""Whether a time expression that could lie on either side of its anchor lies before or after it.

News looks back unless it says otherwise: the nearest day before counts, unless a word of the same clause points ahead.
Invariant: looks at no more than a fixed number of characters on either side.
"""

import re

__all__ = ["direction_of", "preceded_by"]

_BEFORE, _AFTER = 90, 60
_OPENING = 20  # characters of a clause that has only begun: its verb is still to come

_AHEAD = (
    r"will|won['’]t|would|shall|going to|(?<!been )(?:due|scheduled|slated)|expected to|expects? to"
    r"|expected (?:on|in|by|next|for)|set (?:to|for)|plan(?:s|ned|ning)? (?:for|to|an?)|hopes? to|aims? to|intends? to"
    r"|forecast to|projected to|predicted to|likely to|(?:is|are|was|were) to|to be|about to|(?:is|are) \w+ing"
    r"|upcoming|no later than|starting|as (?:early|soon) as"
    r"|payable|deadline|effective"
)
_BACK = (
    r"said|says|told|announced|reported|was|were|had|did|since|quoted|asked|added|ago|after|following"
    r"|dated|last"
)
_CUE = re.compile(
    rf"(?<!\w)(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK}))(?!\w)|(?P<contracted>['’]ll)(?!\w)", re.IGNORECASE
)
_LIMIT = re.compile(r"(?<!\w)(?:by|until|till|through|ahead of)$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<!\.\w)(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bSen)[.!?]['’”\"]*\s|[;:]\s|[\n“”\"]")
_FIRST_VERB = re.compile(
    r"[^.!?;\n]*?(?<!\w)(?:(?P<ahead>will|shall|is to|are to|is due|are due|is set to|is expected)"
    r"|was|were|had|said|did|[a-z]+ed)(?!\w)"
)
_STOOD = re.compile(r"[^.,!?;\n]*?(?<!\w)(?:was|were|had|did)(?!\w)")  # of "until Sunday the water was clean"


def direction_of(text: str, start: int, end: int) -> str:
    """`past` or `future` where the words around `text[start:end]` say so, else `near`."""
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1].rstrip()
    cues = list(_CUE.finditer(before))
    if cues:
        return "past" if cues[-1]["back"] else "future"
    if _LIMIT.search(before):
        return "past" if len(before) <= _OPENING and _STOOD.match(text[end : end + _AFTER]) else "future"
    after = _FIRST_VERB.match(text[end : end + _AFTER]) if len(before) <= _OPENING else None
    if after is None:
        return "near"
    return "future" if after["ahead"] else "past"


def preceded_by(text: str, start: int, words: re.Pattern[str]) -> bool:
    """Whether the text just before `start` ends in one of `words` (a pattern that ends in `$`)."""
    return words.search(text[max(0, start - 24) : start]) is not None
