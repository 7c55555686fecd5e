"""What is seen while reports are read and compared: refusals as they come, on a terminal how far it has got."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.cli.terminal import clean, complain, watched
from sayso.model import Document, Status
from sayso.story import Step

__all__ = ["report_fault", "show_progress"]


def report_fault(document: Document) -> None:
    """One line on standard error for an input that could not be read, or not wholly."""
    ending = "refused" if document.status is Status.REFUSED else "partly read:"
    complain(f"{ending} {document.path}: {document.reason}")


@contextmanager
def show_progress() -> Iterator[Callable[[Step], None]]:
    """A listener for what reads or judges: it reports faults, and draws a line of progress if stderr is a terminal."""
    console = watched()
    if console is None:
        yield _report
        return
    from rich.markup import escape
    from rich.status import Status as Spinner

    done = claims = 0
    with Spinner("loading", console=console) as spinner:

        def listen(step: Step) -> None:
            nonlocal done, claims
            _report(step)
            if step.extracted is None:
                new = f", {claims} of them new or read again" if done else ""
                spinner.update(f"comparing the claims of the ledger{new}")
                return
            done += 1
            claims += len(step.extracted.claims)
            spinner.update(f"{done} read, {claims} claims: {escape(clean(step.extracted.document.name)[:60])}")

        yield listen


def _report(step: Step) -> None:
    if step.extracted and step.extracted.document.status is not Status.READ:
        report_fault(step.extracted.document)
