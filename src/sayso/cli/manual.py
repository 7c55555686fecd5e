"""`docs/cli.md`, made of the parser's own help: `python -m sayso.cli.manual > docs/cli.md`."""

import argparse
from collections.abc import Iterator

from sayso.cli.parser import build_parser

__all__ = ["render_manual"]

HEAD = """\
# The command line

Made by `python -m sayso.cli.manual > docs/cli.md` from what `--help` prints; a test compares the two.

Exit codes: 0 done; 1 nothing could be read, or a check failed; 2 the command line is wrong. An input that is refused is
one line on standard error and no stop. Into a pipe all output is plain: tables are lines of fields parted by tabs.
"""


def render_manual() -> str:
    """The page as Markdown, a section a command."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    return _of(build_parser())


def _of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The section of a command, and then those of its own commands."""
    yield _section(parser.prog, parser.format_help())
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for verb in action.choices.values():
                yield from _of(verb)


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.strip()}\n```\n"


if __name__ == "__main__":
    print(render_manual(), end="")
