"""The English reader: one annotation a document, in order, its offsets the text's own, in whatever batches."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from sayso.errors import InputError
from sayso.model import Document, Mark, MarkKind, Metadata, Span, document_id
from sayso.reading import LANGUAGES, Annotated, Reader, load_reader

TEXTS = [
    "The gate was open, the harbour master said.",
    "",
    "“It sank at noon,” said Dana Holt.\n\nNobody saw it on 3 May 2031.",
    " \n \n",
    "Read more\n\nFerry sinks\nThe ferry sank on Friday. Piet Marr swam.",
    "🛶 e\u0301 \u202eשלום\u202c ſ ﬁ \x00 \r\n said he",
]
PIECES = [
    "The gate",
    "was",
    "open",
    ". ",
    ", ",
    "said",
    " he ",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    "’",
    "\x00",
    "🛶",
    "\u00a0",
]


def document(text: str, published: str | None = None) -> Document:
    metadata = Metadata(published=published)
    return Document(document_id(text, metadata), text, metadata, "made-up.txt")


def read(reader: Reader, text: str) -> Annotated:
    (annotated,) = reader.read([document(text)])
    return annotated


def described(annotated: Annotated) -> list[tuple[int, str, str, str, str, int, bool | None]]:
    def row(token: Token) -> tuple[int, str, str, str, str, int, bool | None]:
        return (token.idx, token.text, token.tag_, token.lemma_, token.dep_, token.head.i, token.is_sent_start)

    return [row(token) for token in annotated.parse]


def test_there_is_a_reader_for_every_language_that_is_named():
    assert [load_reader(language).language for language in LANGUAGES] == list(LANGUAGES)


def test_a_language_without_a_reader_is_an_input_error():
    with pytest.raises(InputError, match="no reader for the language 'xx' yet"):
        load_reader("xx")


def test_documents_come_back_in_order(reader: Reader):
    documents = [document(text) for text in TEXTS] * 7
    assert [annotated.document for annotated in reader.read(documents)] == documents


def test_no_documents_give_nothing(reader: Reader):
    assert list(reader.read([])) == []


def test_documents_are_taken_as_they_are_needed(reader: Reader):
    def endless() -> Iterator[Document]:
        while True:
            yield document(TEXTS[0])

    annotated = next(reader.read(endless()))
    assert annotated.document.text == TEXTS[0]


def test_a_batch_changes_no_result(reader: Reader):
    documents = [document(text, "2031-05-04") for text in TEXTS]
    alone = [next(reader.read([d])) for d in documents]
    for order in (documents, documents[::-1], documents * 12):
        for annotated in reader.read(order):
            other = alone[documents.index(annotated.document)]
            assert described(annotated) == described(other)
            assert annotated.quotes == other.quotes
            assert annotated.paragraphs == other.paragraphs
            assert annotated.times == other.times


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \r\n"])
def test_nothing_to_read_gives_no_words(reader: Reader, text: str):
    annotated = read(reader, text)
    assert [token.text for token in annotated.parse if not token.is_space] == []
    assert [*annotated.paragraphs, *annotated.quotes, *annotated.times] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_offsets_are_the_text_s_own(reader: Reader, text: str):
    annotated = read(reader, text)
    assert len(annotated.parse.text) == len(text)
    assert [t.text for t in annotated.parse if t.text.isalnum() and text[t.idx : t.idx + len(t)] != t.text] == []
    spans = [*annotated.paragraphs, *(q.span for q in annotated.quotes), *(t.span for t in annotated.times)]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_sentence_runs_over_a_paragraph_s_end(reader: Reader, text: str):
    annotated = read(reader, text)
    sentences = [Span(s.start_char, s.end_char) for s in annotated.parse.sents]
    inside = [p for p in annotated.paragraphs if any(s.start < p.start < s.end for s in sentences)]
    assert inside == []


def test_a_paragraph_begins_a_sentence_without_a_full_stop_before(reader: Reader):
    text = "Ferry sinks\n\nthe gate was open at noon"
    assert [s.text.strip() for s in read(reader, text).parse.sents] == ["Ferry sinks", "the gate was open at noon"]


def test_what_is_marked_is_not_read(reader: Reader):
    text = "Read more: “The gate” on 3 May 2031.\n\nThe ferry sank."
    marked = Document("d1:made-up", text, Metadata(), "x", marks=(Mark(Span(0, 36), MarkKind.BOILERPLATE),))
    (annotated,) = reader.read([marked])
    assert [t.text for t in annotated.parse if not t.is_space] == ["The", "ferry", "sank", "."]
    assert [text[s.start : s.end] for s in annotated.paragraphs] == ["The ferry sank."]
    assert [*annotated.quotes, *annotated.times] == []


def test_times_are_seen_from_the_day_of_publication(reader: Reader):
    (annotated,) = reader.read([document("The ferry sank yesterday.", "2031-05-04T22:10:00+02:00")])
    (mention,) = annotated.times
    assert mention.interval is not None
    assert str(mention.interval.first) == "2031-05-03"


def test_the_name_finder_is_left_out(reader: Reader):
    assert list(read(reader, "Dana Holt left Lanmark in 2031.").parse.ents) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("—Ilse Brandt", ["-", "Ilse", "Brandt"]),
        ("-Ilse Brandt", ["-", "Ilse", "Brandt"]),
        ("Holt (Board): yes", ["Holt", "(", "Board", ")", ":", "yes"]),
        ("a well-known -5", ["a", "well", "-", "known", "-5"]),
    ],
)
def test_marks_beside_a_name_are_words_of_their_own(text: str, words: list[str], reader: Reader):
    (annotated,) = reader.read([Document("d1:made-up", text, Metadata(), "made-up.txt")])
    assert [token.text for token in annotated.parse] == words
