"""How far a long work has got: a bar on a terminal for each of its steps, nothing elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.cli.terminal import watched

__all__ = ["show_steps"]


@contextmanager
def show_steps() -> Iterator[Callable[[str, int, int], None] | None]:
    """A listener for what is being done, how much of it is done, and how much there is; None where nobody looks."""
    console = watched()
    if console is None:
        yield None
        return
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=console) as bar:

        def listen(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.update(tasks[what], completed=done, total=total)

        yield listen
