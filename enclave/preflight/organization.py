"""What the organization says of itself to an account of it that was let to ask."""

from typing import Any

from enclave.account import Account, Refused

_DENIED = frozenset({"AccessDeniedException", "AccessDenied"})


def roots(account: Account) -> list[dict[str, Any]]:
    """Its roots. Raises Refused, with what to ask for, where the account may not look."""
    return list(asked(account, "ListRoots")["Roots"])


def asked(account: Account, operation: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401  each operation's own
    """An answer of Organizations. Raises Refused as above."""
    try:
        return account.call("organizations", operation, **parameters)
    except Refused as problem:
        if problem.code not in _DENIED:
            raise
        raise Refused(
            where=problem.where,
            problem=problem.problem,
            fix=f"have the management account delegate organizations:{operation} to account"
            f" {account.names.account}, or ask whoever runs it what it answers",
            code=problem.code,
        ) from problem
