"""Readings as records: what a program found in a report, and what of it older ones had found otherwise.

Invariant: of a claim that was read otherwise each field that differs is there, as it was and as it is.
"""

from sayso.export.records import Record, claim_record
from sayso.model import Claim, Difference

__all__ = ["changed_fields", "reading_record"]


def reading_record(difference: Difference) -> Record:
    """A reading as a record, with the claims that it found otherwise than older programs."""
    reading = difference.reading
    return {
        "type": "reading",
        "document": reading.document,
        "program": reading.program,
        "at": reading.at,
        "whole": reading.whole,
        "again": reading.again,
        "new": [claim_record(claim) for claim in difference.new],
        "changed": [{"claim": now.id, "fields": changed_fields(before, now)} for before, now in difference.changed],
        "dropped": [claim_record(claim) for claim in difference.dropped],
    }


def changed_fields(before: Claim, now: Claim) -> list[Record]:
    """The fields of a claim's record that differ, in their order; `gist` for what serves comparing and is not shown."""
    old, new = claim_record(before), claim_record(now)
    told = [{"field": name, "before": old[name], "now": new[name]} for name in new if old[name] != new[name]]
    return told or [{"field": "gist", "before": None, "now": None}]
