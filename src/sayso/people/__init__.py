"""Who may use a desk that several share: their names, roles, passwords and tokens, in one file.

Beside the story: the command line keeps the file, the desk asks it. Invariant: nobody is let in by what stands in the
file; of passwords and tokens it holds digests alone.
"""

from sayso.people.accounts import Account, Password, People, Person, Role, Token
from sayso.people.changes import add_person, add_token, remove_person, remove_token, set_password, set_role, use_token
from sayso.people.file import PeopleFile
from sayso.people.passwords import fits, hash_password, make_password, make_token, token_digest

__all__ = [
    "Account",
    "Password",
    "People",
    "PeopleFile",
    "Person",
    "Role",
    "Token",
    "add_person",
    "add_token",
    "fits",
    "hash_password",
    "make_password",
    "make_token",
    "remove_person",
    "remove_token",
    "set_password",
    "set_role",
    "token_digest",
    "use_token",
]
