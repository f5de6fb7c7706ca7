"""Policies of the organization that are there already spare what deploys or runs the site."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from enclave.derive.deployer_calls import needed_calls
from enclave.derive.policy_evaluation import Call, NamedPolicy, Verdict, denied_calls
from enclave.preflight.check import Check, Context, Said
from enclave.preflight.organization import asked
from enclave.problems import Severity

KIND = "SERVICE_CONTROL_POLICY"
EXAMPLES = 3  # calls that a finding names


def _look(context: Context) -> Iterator[Said]:
    levels = _levels(context)
    calls = [
        Call(action=each.action, resource=each.resource, context=each.context)
        for each in needed_calls(context.declaration, context.site)
    ]
    objections = denied_calls(levels, calls)
    for why, number in Counter(each.why for each in objections).items():
        meant = [each for each in objections if each.why == why]
        told = meant[0].verdict is Verdict.DENIED
        named = ", ".join(dict.fromkeys(each.call.action for each in meant[:EXAMPLES]))
        yield Said(
            subject=why,
            message=f"{why}: {number} calls that the site needs, {named} among them",
            fix="have that policy spare them" if told else "read that policy; it is not understood",
        )


def _levels(context: Context) -> list[list[NamedPolicy]]:
    """Policies on the root, on each unit below it, and on the account, in that order."""
    target, chain = context.account.names.account, [context.account.names.account]
    while parents := asked(context.account, "ListParents", ChildId=target)["Parents"]:
        target = parents[0]["Id"]
        chain.append(target)
        if parents[0]["Type"] == "ROOT":
            break
    return [[_policy(context, each) for each in _attached(context, one)] for one in reversed(chain)]


def _attached(context: Context, target: str) -> list[dict[str, Any]]:
    told = asked(context.account, "ListPoliciesForTarget", TargetId=target, Filter=KIND)
    return list(told["Policies"])


def _policy(context: Context, summary: dict[str, Any]) -> NamedPolicy:
    told = asked(context.account, "DescribePolicy", PolicyId=summary["Id"])["Policy"]
    return NamedPolicy(name=summary["Name"], document=json.loads(told["Content"]))


CHECK = Check(
    id="PREFLIGHT_EXISTING_POLICIES",
    title="Policies that are there already spare what the site needs",
    severity=Severity.CRITICAL,
    look=_look,
)
