"""The lookups that a program may make; every other one is an error."""

from collections.abc import Callable, Mapping

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api


def _caller_identity(api: Api) -> dict[str, str]:
    return {
        "accountId": api.account,
        "arn": api.identity["Arn"],
        "id": api.account,
        "userId": api.identity["UserId"],
    }


def _region(api: Api) -> dict[str, str]:
    name = api.settings.region
    return {
        "id": name,
        "name": name,
        "region": name,
        "description": name,
        "endpoint": f"ec2.{name}.{api.dns_suffix}",
    }


def _partition(api: Api) -> dict[str, str]:
    return {
        "id": api.partition,
        "partition": api.partition,
        "dnsSuffix": api.dns_suffix,
        "reverseDnsPrefix": ".".join(reversed(api.dns_suffix.split("."))),
    }


INVOKES: Mapping[str, Callable[[Api], dict[str, str]]] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getRegion:getRegion": _region,
}


def invoke(api: Api, token: str) -> dict[str, str]:
    """Answer a lookup; Problem for one that the stand-in does not know."""
    if token not in INVOKES:
        raise Problem(
            where=token,
            problem="is a lookup that the stand-in does not know",
            fix="pass the fact into the program, or add it to enclave/rehearsal/aws/invokes.py",
        )
    return INVOKES[token](api)
