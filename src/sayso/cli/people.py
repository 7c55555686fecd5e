"""`sayso people`: who may use a desk that several share.

Invariant: no password stands on a command line, where others see it and shells keep it.
"""

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.cli.command import Command
from sayso.cli.terminal import Table, complain, print_lines, print_table
from sayso.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from sayso.people import Account, Password, PeopleFile, Role

_ROLES = ("read", "review", "administer")


@dataclass(frozen=True, slots=True)
class _Verb:
    name: str
    help: str
    example: str
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def _add_options(parser: ArgumentParser) -> None:
    _add_verbs(parser, "people", _VERBS)


def _add_verbs(parser: ArgumentParser, path: str, verbs: tuple[_Verb, ...]) -> None:
    below = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    for verb in verbs:
        one = below.add_parser(
            verb.name,
            help=verb.help,
            description=f"{verb.help[0].upper()}{verb.help[1:]}.",
            epilog=f"example:\n  sayso {path} {verb.example}",
            formatter_class=parser.formatter_class,
        )
        one.set_defaults(act=verb.run)
        verb.add_options(one)
        if verb.run is not _run:  # which has verbs of its own
            one.add_argument(
                "--people",
                metavar="FILE",
                help="the file of people; else the environment's SAYSO_PEOPLE, else people.json",
            )


def _run(options: Namespace) -> int:
    code: int = options.act(options)
    return code


def _add_name(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the person")


def _add_name_and_role(parser: ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument("role", metavar="ROLE", choices=_ROLES, help="%(choices)s: each may what those before it may")


def _add_new(parser: ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument(
        "--role", choices=_ROLES, default="read", help="read by default; whoever comes first administers"
    )


def _add_token_options(parser: ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument("program", metavar="PROGRAM", help="what the program is called")
    parser.add_argument("--role", choices=_ROLES, default="read", help="what it may, read by default")


def _add_token_id(parser: ArgumentParser) -> None:
    _add_name(parser)
    parser.add_argument("token", metavar="ID", help="the token's id, as `list` shows")


def _add(options: Namespace) -> int:
    from sayso.people import add_person

    password = _asked_password()
    role = _role(options)
    _file(options).change(lambda people: add_person(people, options.name, role, password), create=True)
    complain(f"{options.name} may {role.word}")
    return 0


def _list(options: Namespace) -> int:
    people = _file(options).view()
    rows = tuple((a.name, a.role.word, ", ".join(token.name for token in a.tokens)) for a in people.accounts)
    print_table(Table(("name", "role", "programs"), rows))
    return 0


def _set_role(options: Namespace) -> int:
    from sayso.people import set_role

    role = _role(options)
    _file(options).change(lambda people: set_role(people, options.name, role))
    return 0


def _set_password(options: Namespace) -> int:
    from sayso.people import set_password

    file = _file(options)
    _account(file, options.name)
    password = _asked_password()
    file.change(lambda people: set_password(people, options.name, password))
    return 0


def _remove(options: Namespace) -> int:
    from sayso.people import remove_person

    _file(options).change(lambda people: remove_person(people, options.name))
    return 0


def _add_token(options: Namespace) -> int:
    from sayso.people import add_token, make_token

    secret, role, today = make_token(), _role(options), datetime.now(UTC).date()
    _file(options).change(lambda people: add_token(people, options.name, options.program, role, secret, today))
    complain("the token is shown this once; the program sends it as `Authorization: Bearer …`")
    print_lines([secret])
    return 0


def _list_tokens(options: Namespace) -> int:
    account = _account(_file(options), options.name)
    rows = tuple(
        (t.id, t.name, min(t.role, account.role).word, t.created.isoformat(), t.used.isoformat() if t.used else "never")
        for t in account.tokens
    )
    print_table(Table(("token", "program", "role", "made", "last used"), rows))
    return 0


def _remove_token(options: Namespace) -> int:
    from sayso.people import remove_token

    _file(options).change(lambda people: remove_token(people, options.name, options.token))
    return 0


def _file(options: Namespace) -> "PeopleFile":
    from sayso.people import PeopleFile

    return PeopleFile(options.people or os.environ.get("SAYSO_PEOPLE") or "people.json")


def _account(file: "PeopleFile", name: str) -> "Account":
    account = file.view().find(name)
    if account is None:
        raise NotFoundError(f"there is nobody called {name!r}; `sayso people list` shows all")
    return account


def _role(options: Namespace) -> "Role":
    from sayso.people import Role

    return Role[options.role.upper()]


def _asked_password() -> "Password":
    """What is kept of a password that is typed unseen, twice, or comes as a line of standard input."""
    from sayso.people import hash_password

    if not sys.stdin.isatty():
        return hash_password(sys.stdin.readline().rstrip("\r\n"))
    password = getpass.getpass("Password, 12 characters or more: ")
    if getpass.getpass("Once more: ") != password:
        raise UsageError("the two were not the same; nothing was changed")
    return hash_password(password)


_TOKEN_VERBS = (
    _Verb(
        "add", "let a program in, and print its token once", "Ada nightly --role read", _add_token_options, _add_token
    ),
    _Verb("list", "list the programs of a person, and when each came last", "Ada", _add_name, _list_tokens),
    _Verb("remove", "let a program in no more", "Ada 0123456789ab", _add_token_id, _remove_token),
)
_VERBS = (
    _Verb(
        "add",
        "add a person; the password is asked for, or read from standard input",
        "Ada --role administer",
        _add_new,
        _add,
    ),
    _Verb("list", "list all people with their roles and programs", "", lambda _: None, _list),
    _Verb("role", "give a person another role; their sessions end", "Ada review", _add_name_and_role, _set_role),
    _Verb("password", "give a person another password; their sessions end", "Ada", _add_name, _set_password),
    _Verb("remove", "remove a person; what they judged stays under their name", "Ada", _add_name, _remove),
    _Verb(
        "token",
        "let programs in, and out again",
        "add Ada nightly",
        lambda parser: _add_verbs(parser, "people token", _TOKEN_VERBS),
        _run,
    ),
)

COMMAND = Command(
    name="people",
    help="say who may use a desk that several share, and in which role",
    example="sayso people add Ada --role administer",
    add_options=_add_options,
    run=_run,
)
