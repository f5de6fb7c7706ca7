"""What AWS, the way to it or the credentials refuse, as one plain line with a fix."""

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)
from botocore.exceptions import (
    ConnectionError as NotConnected,
)

from enclave.problems import Problem

_UNUSABLE = (
    CredentialRetrievalError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)
_EXPIRED = frozenset(
    {"ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"}
)
_UNKNOWN = frozenset(
    {
        "AuthFailure",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)
_THROTTLED = frozenset(
    {
        "RequestLimitExceeded",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
    }
)
_DENIED = frozenset(
    {
        "403",  # of a HEAD, which has no body to say more
        "AccessDenied",
        "AccessDeniedException",
        "AccessDeniedForDependencyException",
        "UnauthorizedOperation",
    }
)
_AGAIN = "then run it again"
_FIXES = {  # by AWS's code, where what is to be done is not what it says
    "501": "ask AWS itself: what answers here does not know this call",
    "NotImplemented": "ask AWS itself: what answers here does not know this call",
    "AWSOrganizationsNotInUseException": "put the account into its organization",
    "NoSuchResourceException": "compare it by hand: AWS keeps none for this account",
    "OptInRequired": "enable the region or service for this account",
    "SubscriptionRequiredException": "enable the service for this account",
    **dict.fromkeys(
        (
            "500",
            "503",
            "InternalError",
            "InternalFailure",
            "ServiceException",
            "ServiceUnavailable",
        ),
        f"wait a minute: AWS failed, {_AGAIN}",
    ),
}


class Refused(Problem):
    """A call that got no good answer; `code` is AWS's own, empty where nothing answered."""

    def __init__(self, *, where: str, problem: str, fix: str, code: str = "") -> None:
        super().__init__(where=where, problem=problem, fix=fix)
        self.code = code


def refused(where: str, error: BotoCoreError | ClientError) -> Refused:
    """Return the plain line for what botocore raised over the call `where`."""
    if isinstance(error, ClientError):
        return _answered(where, error)
    if isinstance(error, _UNUSABLE):
        return unusable_credentials(error)
    if isinstance(error, (NotConnected, HTTPClientError)):
        fix = "see that this machine reaches that host, " + _AGAIN
        return Refused(where=where, problem=f"got no answer: {_line(error)}", fix=fix)
    fix = "upgrade sovereign-enclave" if isinstance(error, ParamValidationError) else "correct it"
    return Refused(where=where, problem=f"could not be asked: {_line(error)}", fix=fix)


def unusable_credentials(error: BotoCoreError) -> Refused:
    """Return the plain line for credentials that are not there or cannot be had."""
    return Refused(
        where="AWS credentials",
        problem=f"cannot be used: {_line(error)}",
        fix="name a profile in AWS_PROFILE, or sign in again",
    )


def _answered(where: str, error: ClientError) -> Refused:
    told = error.response.get("Error", {})
    code, message = str(told.get("Code", "")), str(told.get("Message", "")) or "no reason given"
    if code in _EXPIRED:
        problem, fix = "is refused: the credentials have expired", f"renew them, {_AGAIN}"
    elif code in _UNKNOWN:
        problem, fix = f"is refused: {message}", f"use credentials that AWS knows, {_AGAIN}"
    elif code in _THROTTLED:
        tries = 1 + int(error.response.get("ResponseMetadata", {}).get("RetryAttempts", 0))
        problem, fix = f"is throttled, after {tries} tries", f"wait a minute, {_AGAIN}"
    elif code in _DENIED:
        problem, fix = f"is denied: {message}", f"allow it, or use a role that may, {_AGAIN}"
    else:
        problem = f"is refused: {code}: {message}"
        fix = _FIXES.get(code, f"mend what it says, {_AGAIN}")
    return Refused(where=where, problem=problem, fix=fix, code=code)


def _line(error: Exception) -> str:
    return " ".join(str(error).split()).removesuffix(".")
