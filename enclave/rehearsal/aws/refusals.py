"""What an error answer means, and what to do about it."""

from botocore.exceptions import ClientError

from enclave.problems import Problem

_NOT_IMPLEMENTED = 501  # `serve.py` answers so for what moto does not have
_SERVER_ERROR = 500
# Names that services give to "too many calls" and "too old a session" in their own protocols.
THROTTLED = frozenset(
    {
        "RequestLimitExceeded",
        "RequestThrottled",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})


class Refused(Problem):
    """moto understood the call and answered with an error."""

    def __init__(self, *, where: str, problem: str, fix: str, code: str) -> None:
        super().__init__(where=where, problem=problem, fix=fix)
        self.code = code


class NotAnswered(Problem):
    """moto does not have the operation, or broke over it."""


def code_of(error: ClientError) -> str:
    """Return the error's code, as the service names it."""
    return str(error.response.get("Error", {}).get("Code", ""))


def refused(where: str, error: ClientError) -> Problem:
    """Say what an error answer means."""
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _NOT_IMPLEMENTED)
    code = code_of(error)
    said = str(error.response.get("Error", {}).get("Message", "")).rstrip(".")
    if status == _NOT_IMPLEMENTED or code == str(_NOT_IMPLEMENTED):
        return NotAnswered(
            where=where,
            problem="is not in moto",
            fix="make the type `recorded` in its table, or leave the property out",
        )
    if code in THROTTLED or code in EXPIRED:
        return _for_now(where, code)
    if status >= _SERVER_ERROR or "<!doctype html" in said.lower():
        return NotAnswered(
            where=where,
            problem="moto broke over the call",
            fix="read moto.log in the rehearsal's folder",
        )
    return Refused(
        where=where,
        problem=f"was refused: {code}: {said}",
        fix="correct the program's input",
        code=code,
    )


def _for_now(where: str, code: str) -> Problem:
    """Say what is no fault of the program: what stands is kept, and the next update goes on."""
    if code in EXPIRED:
        return NotAnswered(
            where=where,
            problem="was refused, because the credentials have expired",
            fix="renew them, then update again: it goes on from here",
        )
    return NotAnswered(
        where=where,
        problem="was refused again and again, because the account makes too many calls",
        fix="update again later, with --parallel 4: it goes on from here",
    )
