"""The command line: parse, call the story floor, print. One module a command or two; nothing heavy is imported early.

Invariant: no words of a document reach a terminal with its control characters; a pipe gets plain, unwrapped text.
"""

from sayso.cli.edge import main

__all__ = ["main"]
