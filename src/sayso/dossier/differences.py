"""Where accounts differ: the questions of a story, their answers side by side. The top of the page.

Invariant: the origins that an answer counts are those of the comparison, never a number made here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sayso.dossier.catalogue import Catalogue, anchor_of, rank_questions
from sayso.dossier.course import Course, build_course, grade_words
from sayso.dossier.values import Account, Difference, Numbered, Tally, Voice
from sayso.dossier.voices import build_voices, tally
from sayso.dossier.wording import VARIABLES
from sayso.model import Answer, Comparison, Proposition, Question, Stance

__all__ = ["build_differences", "mark_repeated"]


def build_differences(catalogue: Catalogue, compared: Comparison, brief: int | None = None) -> tuple[Difference, ...]:
    """The questions, most origins first. Where their voices are to be `brief`, they are as `build_voices` says."""
    ranked = rank_questions(compared.questions, catalogue.propositions)
    sight = _Sight(catalogue, build_course(compared), brief)
    return tuple(_difference(sight, number, question) for number, question in enumerate(ranked, 1))


def mark_repeated(differences: Iterable[Difference]) -> Iterator[Difference]:
    """The differences; an account all of whose voices stand under earlier questions says under which."""
    shown: dict[Voice, Numbered] = {}
    for difference in differences:
        yield replace(difference, accounts=tuple(replace(a, shown=_shown(a, shown)) for a in difference.accounts))
        for account in difference.accounts:
            for voice in (*account.voices, *account.denied, *account.doubted):
                shown.setdefault(voice, Numbered(difference.anchor, difference.number, difference.text))


@dataclass(frozen=True, slots=True)
class _Sight:
    """A story, how it went on, and how many voices of a stance are told of, if not all."""

    catalogue: Catalogue
    course: Course
    brief: int | None

    def voices(self, propositions: Iterable[Proposition], stance: Stance) -> tuple[Voice, ...]:
        return build_voices(self.catalogue, propositions, stance, self.brief)


def _shown(account: Account, shown: Mapping[Voice, Numbered]) -> tuple[Numbered, ...]:
    voices = (*account.voices, *account.denied, *account.doubted)
    known = [shown[voice] for voice in voices if voice in shown]
    return tuple(sorted(set(known), key=lambda place: place.number)) if len(known) == len(voices) else ()


def _difference(sight: _Sight, number: int, question: Question) -> Difference:
    catalogue = sight.catalogue
    held = [_propositions(catalogue, answer) for answer in question.answers]
    everything = list(chain.from_iterable(held))
    claims = catalogue.known(dict.fromkeys(c.claim for p in everything for c in p.claims))
    return Difference(
        anchor=anchor_of("question", question.id),
        number=number,
        text=question.text,
        variable=VARIABLES[question.variable],
        tally=tally(claims, sum(answer.origins for answer in question.answers)),
        accounts=_accounts(sight, question, held, everything),
    )


def _accounts(
    sight: _Sight, question: Question, held: list[list[Proposition]], everything: list[Proposition]
) -> tuple[Account, ...]:
    """The answers as accounts. Who denies or doubts stands with the denial where there is one, else with the denied."""
    denial = not all(held)
    return tuple(
        _in_time(sight, _account(sight, answer, mine, contested=not denial), mine)
        if mine
        else _against(sight, _denial(sight, answer, everything), everything)
        for answer, mine in zip(question.answers, held, strict=True)
    )


def _in_time(sight: _Sight, account: Account, held: list[Proposition]) -> Account:
    """The account with its first report, how its sources went on, and the grade, where one proposition gives it."""
    claims = [c.claim for proposition in held for c in proposition.claims if c.stance is Stance.AFFIRMS]
    return replace(
        account,
        first=sight.course.first(sight.catalogue, held),
        steps=sight.course.steps(sight.catalogue, claims),
        grade=grade_words(held[0]) if len(held) == 1 else "",
    )


def _against(sight: _Sight, account: Account, denied: list[Proposition]) -> Account:
    claims = [c.claim for proposition in denied for c in proposition.claims if c.stance is not Stance.AFFIRMS]
    stance = Stance.DENIES if account.voices else Stance.DOUBTS
    return replace(
        account,
        first=sight.course.against(sight.catalogue, denied, stance),
        steps=sight.course.steps(sight.catalogue, claims),
    )


def _account(sight: _Sight, answer: Answer, held: list[Proposition], *, contested: bool) -> Account:
    voices = sight.voices(held, Stance.AFFIRMS)
    return Account(
        label="One account",
        text=answer.text,
        tally=_tally(sight.catalogue, answer, held, Stance.AFFIRMS),
        caution=_caution(answer, voices),
        voices=voices,
        denied=sight.voices(held, Stance.DENIES) if contested else (),
        doubted=sight.voices(held, Stance.DOUBTS) if contested else (),
        counted=_counted(sight, answer, voices, held, Stance.AFFIRMS),
    )


def _denial(sight: _Sight, answer: Answer, denied: list[Proposition]) -> Account:
    voices = sight.voices(denied, Stance.DENIES)
    return Account(
        label="The denial" if answer.origins else "The doubts",
        text=answer.text,
        tally=_tally(sight.catalogue, answer, denied, Stance.DENIES if answer.origins else Stance.DOUBTS),
        caution="",
        voices=voices,
        denied=(),
        doubted=sight.voices(denied, Stance.DOUBTS),
        counted=_counted(sight, answer, voices, denied, Stance.DENIES),
    )


def _counted(
    sight: _Sight, answer: Answer, voices: tuple[Voice, ...], held: list[Proposition], stance: Stance
) -> tuple[Voice, ...]:
    """The voices that the answer's origins count: all, or those of the wording with as many."""
    if sum(voice.tally.origins for voice in voices) <= answer.origins:
        return tuple(voice for voice in voices if voice.tally.origins)
    best = [p for p in held if sum(origin.stance is stance for origin in p.origins) == answer.origins]
    return sight.voices(best[:1], stance)


def _caution(answer: Answer, voices: Sequence[Voice]) -> str:
    """Why fewer origins are counted than are shown: the same source may stand behind several wordings."""
    if sum(voice.tally.origins for voice in voices) <= answer.origins:
        return ""
    return "Counted from its best supported wording: sources of different wordings may be one."


def _tally(catalogue: Catalogue, answer: Answer, held: list[Proposition], stance: Stance) -> Tally:
    ids = dict.fromkeys(c.claim for proposition in held for c in proposition.claims if c.stance is stance)
    return tally(catalogue.known(ids), answer.origins)


def _propositions(catalogue: Catalogue, answer: Answer) -> list[Proposition]:
    return [catalogue.propositions[ident] for ident in answer.propositions if ident in catalogue.propositions]
