"""The edge: the one place where errors become messages and exit codes."""

import io
import os
import sys
from collections.abc import Sequence

from sayso.cli.parser import build_parser
from sayso.cli.terminal import complain
from sayso.errors import SaysoError, UsageError

__all__ = ["main"]

STOPPED = 130  # what shells give for a command that was interrupted


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 done, 1 nothing read or a check failed, 2 a wrong command line."""
    _speak_utf8()
    try:
        options = build_parser().parse_args(argv)
        code: int = options.run(options)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has printed help, or what was wrong
        return stop.code if isinstance(stop.code, int) else 2
    except UsageError as error:
        complain(f"sayso: {error}")
        return 2
    except SaysoError as error:
        complain(f"sayso: {error}")
        return 1
    except BrokenPipeError:
        return _hang_up()
    except KeyboardInterrupt:
        complain("sayso: stopped; what was recorded stays, and is compared when a `read` comes to its end")
        return STOPPED
    return code


def _speak_utf8() -> None:
    """Records are UTF-8 whatever the locale, and no character stops an output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hang_up() -> int:
    """The reader of a pipe (`| head`) has enough: that is no fault, and Python is to say nothing at its exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
