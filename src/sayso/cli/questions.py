"""Where accounts differ, in lines to read: each question, its answers, what they rest on and who published it.

The order is the dossier's. Invariant: an answer's number of origins stands beside the origins themselves.
"""

from collections.abc import Iterator

from sayso.cli.index import Index
from sayso.dossier.catalogue import rank_questions
from sayso.model import Answer, Origin, Question, Stance, Story, Variable

__all__ = ["question_lines", "short_question_lines"]


def question_lines(story: Story) -> Iterator[str]:
    """All questions, most origins first, an origin a line, with why its claims are one."""
    index = Index(story)
    if not story.comparison.questions:
        yield "No question: no two accounts differ."
    for place, question in enumerate(_ranked(story, index), start=1):
        yield from ([""] if place > 1 else [])
        yield f"{place}. {question.text}  ({question.variable}, {question.id})"
        for answer in question.answers:
            yield f"   - {_headed(answer)}"
            yield from (f"       {_named(origin, index)}; {origin.why}" for origin in index.origins(question, answer))
        yield from (f"   ? doubted by {speaker}" for speaker in _doubters(question, index))


def short_question_lines(story: Story, most: int) -> Iterator[str]:
    """The first `most` questions, an answer a line."""
    index = Index(story)
    questions = _ranked(story, index)
    yield ""
    yield "where accounts differ"
    for question in questions[:most]:
        yield f"  {question.text}"
        for answer in question.answers:
            names = "; ".join(_named(origin, index) for origin in index.origins(question, answer))
            if names:
                yield f"    - {_headed(answer)}: {names}"
        yield from (f"    ? doubted by {speaker}" for speaker in _doubters(question, index))
    if len(questions) > most:
        yield f"  and {len(questions) - most} more: sayso show questions"


def _ranked(story: Story, index: Index) -> list[Question]:
    return rank_questions(story.comparison.questions, index.propositions)


def _headed(answer: Answer) -> str:
    return f"{answer.text}  [{answer.origins} origin{'' if answer.origins == 1 else 's'}]"


def _named(origin: Origin, index: Index) -> str:
    return f"{origin.name} ({origin.kind}) in {', '.join(index.outlets(origin.claims))}"


def _doubters(question: Question, index: Index) -> Iterator[str]:
    """Who doubts what a question of truth asks, each once, with who published it."""
    if question.variable is Variable.TRUTH:
        doubting = dict.fromkeys(
            c.claim
            for ident in question.answers[0].propositions
            for c in index.propositions[ident].claims
            if c.stance is Stance.DOUBTS
        )
        yield from dict.fromkeys(index.speaker(ident) for ident in doubting)
