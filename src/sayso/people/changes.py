"""What can be done to people: each a function from all of them to all of them.

Invariant: names are unlike one another, and somebody is left who may administer.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sayso.errors import NotFoundError, UsageError
from sayso.people.accounts import Account, Password, People, Role, Token
from sayso.people.passwords import token_digest

__all__ = ["add_person", "add_token", "remove_person", "remove_token", "set_password", "set_role", "use_token"]

_LONGEST = 64  # characters of a name
_MOST_TOKENS = 50


def add_person(people: People, name: str, role: Role, password: Password) -> People:
    """One more. Raises `UsageError` where the name cannot be one, or is taken."""
    called = _name(name)
    if people.find(called):
        raise UsageError(f"there is somebody called {called} already; `sayso people list` shows all")
    if not people.accounts and role is not Role.ADMINISTER:
        raise UsageError("whoever comes first is to administer: add them with --role administer")
    accounts = (*people.accounts, Account(called, role, password))
    return People(tuple(sorted(accounts, key=lambda account: account.name.casefold())))


def remove_person(people: People, name: str) -> People:
    """One less, with their tokens; what they judged stays under their name."""
    account = _known(people, name)
    return _administered(People(tuple(a for a in people.accounts if a is not account)))


def set_role(people: People, name: str, role: Role) -> People:
    """Another role; their tokens may do no more than it."""
    return _administered(_with(people, name, lambda account: replace(account, role=role)))


def set_password(people: People, name: str, password: Password) -> People:
    """Another password."""
    return _with(people, name, lambda account: replace(account, password=password))


def add_token(people: People, owner: str, name: str, role: Role, secret: str, created: date) -> People:
    """A token for one of the owner's programs. Raises `UsageError` where it is to do more than its owner may."""
    account, digest = _known(people, owner), token_digest(secret)
    if role > account.role:
        raise UsageError(f"a token of {account.name} may {account.role.word} at most")
    if len(account.tokens) >= _MOST_TOKENS:
        raise UsageError(f"{account.name} has {_MOST_TOKENS} tokens; remove those that nothing uses any more")
    token = Token(digest[:12], _name(name), digest, role, created)
    return _with(people, owner, lambda account: replace(account, tokens=(*account.tokens, token)))


def remove_token(people: People, owner: str, ident: str) -> People:
    """The owner's token with this id lets nobody in any more. Raises `NotFoundError`."""
    kept = tuple(token for token in _known(people, owner).tokens if token.id != ident)
    if len(kept) == len(_known(people, owner).tokens):
        raise NotFoundError(f"{owner} has no token {ident}; `sayso people token list {owner}` shows all")
    return _with(people, owner, lambda account: replace(account, tokens=kept))


def use_token(people: People, digest: str, day: date) -> People:
    """The token with this digest was used on this day."""

    def noted(account: Account) -> Account:
        tokens = tuple(replace(t, used=day) if t.digest == digest else t for t in account.tokens)
        return replace(account, tokens=tokens)

    return People(tuple(map(noted, people.accounts)))


def _name(text: str) -> str:
    """A name as it is kept: readable as what it is, wherever it is shown."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 0 < len(name) <= _LONGEST or not all(letter.isalnum() or letter in " ._-'@" for letter in name):
        raise UsageError(f"a name has 1 to {_LONGEST} letters, figures, spaces or any of . _ - ' @")
    return name


def _known(people: People, name: str) -> Account:
    account = people.find(name)
    if account is None:
        raise NotFoundError(f"there is nobody called {name!r}; `sayso people list` shows all")
    return account


def _with(people: People, name: str, change: Callable[[Account], Account]) -> People:
    account = _known(people, name)
    return People(tuple(change(a) if a is account else a for a in people.accounts))


def _administered(people: People) -> People:
    if not any(account.role is Role.ADMINISTER for account in people.accounts):
        raise UsageError("nobody would be left who may administer; give somebody else that role first")
    return people
