"""The break-glass role stands: policies spare it alone, and without it nobody comes in."""

from collections.abc import Iterator

from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity

_GONE = "NoSuchEntity"


def _look(context: Context) -> Iterator[Said]:
    organization = context.declaration.organization.aws
    if organization is None:
        return
    arn = context.account.names.iam(organization.break_glass)
    name = arn.rpartition("/")[2]
    told = context.account.look("iam", "GetRole", _GONE, RoleName=name)
    if told is None or told["Role"]["Arn"] != arn:
        there = "is not there" if told is None else f"is not there: {told['Role']['Arn']} is"
        yield Said(
            subject=arn,
            message=f"{arn} {there}, and policies and keys spare it alone",
            fix="make it by your own procedure before the first update, or correct"
            " organization.aws.break_glass",
        )


CHECK = Check(
    id="PREFLIGHT_BREAK_GLASS",
    title="The break-glass role stands in the account",
    severity=Severity.CRITICAL,
    look=_look,
)
