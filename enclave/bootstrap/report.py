"""What bootstrap prints: the plan, what was done, and the lines that Pulumi needs."""

import json
from collections.abc import Sequence
from typing import Any

from enclave.account import Account
from enclave.bootstrap.item import Item, Look, Standing
from enclave.derive.state_account import ORGANIZATION
from enclave.derive.state_backend import StateBackend

_WORDS = {Standing.STANDS: "stands", Standing.DIFFERS: "mend", Standing.MISSING: "make"}


def heading(name: str, account: Account) -> str:
    """One line: what is looked at, with which credentials, and who answers."""
    names = account.names
    by = f"answered by {account.answered_by}, not by AWS" if account.answered_by else "AWS"
    return f"{name}: account {names.account}, {names.region}, as {account.caller}; {by}\n"


def trust(account: str, before: Sequence[str], now: Sequence[str]) -> str:
    """Who may take the deployer, a row a role; and who might until now, where that changes."""
    rows = _trust_rows("trusts", account, now)
    return "".join(rows if before == now else (*rows, *_trust_rows("before", account, before)))


def _trust_rows(word: str, account: str, roles: Sequence[str]) -> list[str]:
    marked = [
        f"{arn}{'' if arn.split(':')[4] == account else ', of another account'}" for arn in roles
    ]
    return [f"{word:<8} {each}\n" for each in marked or ["no role by name"]]


def plan(looks: Sequence[Look]) -> str:
    """One line an item, then the numbers."""
    number = [sum(look.standing is standing for look in looks) for standing in Standing]
    stand, mend, make = number
    return "".join((*_lines(looks), f"{make} to make, {mend} to mend, {stand} as they should be\n"))


def lines_for_pulumi(backend: StateBackend, stack: str, role: str) -> str:
    """What a person copies: into Pulumi.yaml, and to the shell.

    Pulumi.yaml names one backend, a site's; the organization's stack is told its own each time.
    """
    where = (
        f"this stack     export PULUMI_BACKEND_URL='{backend.url}'"
        if stack == ORGANIZATION
        else f'Pulumi.yaml    backend: {{url: "{backend.url}"}}'
    )
    init = f"pulumi stack init {stack} --secrets-provider '{backend.secrets_provider}'"
    return f"deploy as      {role}\n{where}\nthen           {init}\n"


def undo_plan(ours: Sequence[Item], others: Sequence[Item]) -> str:
    """What goes, and what stays because it is not ours."""
    return "".join(
        (
            *(f"take away  {item.kind:<7} {item.name}\n" for item in reversed(ours)),
            *(f"stays      {item.kind:<7} {item.name}: not made from here\n" for item in others),
        )
    )


def machine(
    name: str, account: Account, looks: Sequence[Look], backend: StateBackend, changed: int | None
) -> str:
    """The same for a machine; `changed` is None where nothing was to be changed."""
    value: dict[str, Any] = {
        "site": name,
        "account": account.names.account,
        "region": account.names.region,
        "caller": account.caller,
        "answered_by": account.answered_by,
        "items": [_plain(look) for look in looks],
        "changed": changed,
        "backend": backend.url,
        "secrets_provider": backend.secrets_provider,
    }
    return f"{json.dumps(value, indent=2)}\n"


def _lines(looks: Sequence[Look]) -> list[str]:
    return [
        f"{_WORDS[look.standing]:<8} {look.item.kind:<7} {look.item.name:<40} "
        f"{'; '.join(look.differences) or look.item.purpose}\n"
        for look in looks
    ]


def _plain(look: Look) -> dict[str, Any]:
    return {
        "kind": look.item.kind,
        "name": look.item.name,
        "purpose": look.item.purpose,
        "standing": look.standing,
        "differences": list(look.differences),
    }
