"""`.jsonl`: one report a line, as a news crawler or feed writes them.

Invariant: a line that can't be read costs that line alone, and never more memory than one line's limit.
"""

import re
from collections.abc import Iterator
from typing import IO

import msgspec

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.intake.report import Report

__all__ = ["find_text", "load_line", "split_lines"]

_TEXT = ("text", "maintext")
_MARK = b"\xef\xbb\xbf"
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]', re.DOTALL)


def split_lines(stream: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Numbers (from 1) and bytes of the lines that are not blank; of a longer one than allowed only its start."""
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(limits.max_bytes + 1)):
            pass
        if line.strip(_MARK + b" \t\r\n"):
            yield number, line


def load_line(line: bytes, limits: Limits) -> Report:
    """The report in one line. Raises `InputError` where it is none."""
    if len(line) > limits.max_bytes:
        raise InputError(f"the line is longer than {limits.max_bytes} bytes; split it")
    record = _decode(line.removeprefix(_MARK))
    name = next((name for name in _TEXT if record.get(name)), "")
    text = record.get(name)
    if not isinstance(text, str):
        raise InputError("the record has no text; give it as `text`")
    return Report(text, {str(name): value for name, value in record.items() if name not in _TEXT})


def find_text(line: bytes) -> tuple[int, int]:
    """Where in a line that `load_line` reads the string of its text stands, in bytes, quotation marks included."""
    record = _decode(line.removeprefix(_MARK))
    name = next(name for name in _TEXT if record.get(name))
    # Of a name that comes twice the last counts, as it does for the decoder.
    return [place for key, place in _strings(line) if key == name][-1]


def _strings(line: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """The names of the outermost object whose values are strings, and where these stand; of a line that is JSON."""
    depth, name, before = 0, "", b""
    for token in _TOKEN.finditer(line):
        mark = token[0][:1]
        depth += (mark in b"{[") - (mark in b"}]")
        if depth == 1 and mark == b'"':
            if before == b":":
                yield name, token.span()
            else:
                name = msgspec.json.decode(token[0], type=str)
        before = mark


def _decode(line: bytes) -> dict[str, object]:
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"the line is not JSON ({str(error).splitlines()[0]:.80}); correct it") from error
    if not isinstance(record, dict):
        raise InputError("the line is not a JSON object; give one record with `text`")
    return record
