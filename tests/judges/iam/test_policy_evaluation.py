"""The kit's own evaluator says what the simulator says, or that it cannot tell."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from enclave.derive import policy_evaluation
from enclave.derive.policy_conditions import Value
from enclave.derive.policy_documents import Document, document
from enclave.derive.policy_evaluation import Call, NamedPolicy
from tests.judges.iam.simulator import Policies, Request, Simulator, Verdict

pytestmark = pytest.mark.integration

ACCOUNT = "111122223333"
DEPLOYER = f"arn:aws:iam::{ACCOUNT}:role/loom-deployer"
EVERYTHING = document([{"Effect": "Allow", "Action": "*", "Resource": "*"}])
KEY_POLICY = document(
    [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
    ]
)
CALLS = (
    ("s3:GetObject", "arn:aws:s3:::loom-audit/seals/1"),
    ("s3:PutObject", "arn:aws:s3:::loom-weights/a:b"),
    ("kms:Decrypt", f"arn:aws:kms:eu-central-1:{ACCOUNT}:key/1234"),
    ("iam:CreateRole", f"arn:aws:iam::{ACCOUNT}:role/loom-audit"),
    ("ec2:DescribeVpcs", "*"),
)
ACTIONS = (
    "*", "s3:*", "s3:Get*", "S3:getobject", "s3:?utObject", "kms:Decrypt", "kms:*", "iam:*Role",
    "iam:CreateRole", "ec2:Describe*", "ec2:DescribeVpcs", "sts:AssumeRole",
)  # fmt: skip
RESOURCES = (
    "*", "arn:aws:s3:::*", "arn:aws:s3:::loom-audit/*", "arn:aws:s3:::loom-????t/*",
    "arn:aws:s3:::loom-weights/a:b", f"arn:aws:kms:*:{ACCOUNT}:key/*", "arn:*:iam::*:role/loom-*",
    f"arn:aws:kms:eu-north-1:{ACCOUNT}:key/*",
)  # fmt: skip
SINGLE: dict[str, tuple[str, ...]] = {
    "aws:RequestedRegion": ("eu-central-1", "eu-north-1", "us-east-1"),
    "aws:PrincipalOrgID": ("o-l1nden100m", "o-f0reign000"),
    "aws:SourceVpce": ("vpce-1", "vpce-2"),
}
ARNS = {
    "aws:PrincipalArn": (DEPLOYER, f"arn:aws:iam::{ACCOUNT}:role/break-glass"),
    "aws:SourceArn": (f"arn:aws:cloudtrail:eu-central-1:{ACCOUNT}:trail/loom",),
}
BOOLS = {"aws:SecureTransport": ("true", "false"), "aws:ViaAWSService": ("true", "false")}
NUMBERS = {"aws:MultiFactorAuthAge": ("3", "60")}
SEVERAL = {"aws:CalledVia": ("athena.amazonaws.com", "glue.amazonaws.com")}
KEYS = SINGLE | ARNS | BOOLS | NUMBERS | SEVERAL
STRINGS = (
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
)
ARN_OPERATORS = ("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike")
NUMERIC = ("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals")


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """One value, or several."""
    one = st.sampled_from(values)
    return one | st.lists(one, min_size=1, max_size=3, unique=True)


def line(
    operators: tuple[str, ...], keys: Mapping[str, tuple[str, ...]], *more: str, sets: bool = False
) -> st.SearchStrategy[dict[str, Any]]:
    """A condition of one operator and one key."""

    @st.composite
    def build(draw: st.DrawFn) -> dict[str, Any]:
        key = draw(st.sampled_from(tuple(keys)))
        operator = draw(st.sampled_from(operators))
        if sets:
            operator = f"{draw(st.sampled_from(('ForAllValues', 'ForAnyValue')))}:{operator}"
        elif draw(st.booleans()):
            operator += "IfExists"
        return {operator: {key: draw(some_of((*keys[key], *more)))}}

    return build()


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    """None, or a few lines of every operator that the evaluator knows."""
    lines = st.one_of(
        line(STRINGS, SINGLE, "eu-*", "EU-CENTRAL-1", "vpce-?"),
        line(ARN_OPERATORS, ARNS, "arn:aws:iam::*:role/*", f"arn:aws:iam::{ACCOUNT}:role/b*"),
        line(("Bool",), BOOLS),
        line(NUMERIC, NUMBERS),
        line(STRINGS, SEVERAL, "*.amazonaws.com", sets=True),
        st.sampled_from(tuple(KEYS)).flatmap(
            lambda key: st.sampled_from(("true", "false")).map(lambda v: {"Null": {key: v}})
        ),
    )
    return st.lists(lines, max_size=2).map(
        lambda found: {k: v for one in found for k, v in one.items()}
    )


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    """A statement as service control policies have them."""
    denies = draw(st.booleans())
    resource = draw(st.sampled_from(("Resource", "NotResource")))
    return {
        "Effect": "Deny" if denies else "Allow",
        draw(st.sampled_from(("Action", "NotAction"))): draw(some_of(ACTIONS)),
        resource: draw(some_of(RESOURCES)),
        "Condition": draw(conditions()),
    }


@st.composite
def contexts(draw: st.DrawFn) -> dict[str, Value]:
    """What a request says of every key: a value, or that it is not there."""
    found: dict[str, Value] = {}
    for key, values in KEYS.items():
        one = st.sampled_from(values)
        if key in SEVERAL:
            several = st.lists(one, min_size=1, max_size=2, unique=True)
            found[key] = draw(st.none() | several.map(tuple))
        else:
            found[key] = draw(st.none() | one)
    return found


levels = st.lists(
    st.lists(statements(), max_size=3).map(
        lambda found: (
            document([{"Effect": "Allow", "Action": "*", "Resource": "*"}, *found][:3])
            if len(found) % 2
            else document(found or [{"Effect": "Allow", "Action": "*", "Resource": "*"}])
        )
    ),
    min_size=1,
    max_size=2,
)


def judged(simulator: Simulator, policies: list[Document], call: Call) -> Verdict:
    request = Request(
        principal=DEPLOYER,
        action=call.action,
        resource=call.resource,
        account=ACCOUNT,
        context={key: value for key, value in call.context.items() if value is not None},
    )
    found = Policies(
        identity=[EVERYTHING],
        service_control=[[each] for each in policies],
        resource=KEY_POLICY if call.action.startswith("kms:") else None,
    )
    return simulator.verdict(request, found)


def own(policies: list[Document], call: Call) -> policy_evaluation.Verdict:
    named = [[NamedPolicy(name="SCP", document=each)] for each in policies]
    return policy_evaluation.verdict(named, call)


def any_case(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    limits = settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    cases = given(policies=levels, call=st.sampled_from(CALLS), context=contexts())
    return lambda test: limits(cases(test))


@any_case(300)
def test_says_what_the_simulator_says_where_everything_is_known(
    simulator: Simulator, policies: list[Document], call: tuple[str, str], context: dict[str, Value]
) -> None:
    full = Call(action=call[0], resource=call[1], context=context)
    allowed = judged(simulator, policies, full) is Verdict.ALLOWED
    expected = policy_evaluation.Verdict.ALLOWED if allowed else policy_evaluation.Verdict.DENIED
    assert own(policies, full) == expected


@any_case(200)
def test_never_says_the_opposite_where_little_is_known(
    simulator: Simulator, policies: list[Document], call: tuple[str, str], context: dict[str, Value]
) -> None:
    full = Call(action=call[0], resource=call[1], context=context)
    known = {key: value for key, value in context.items() if len(key) % 2}
    found = own(policies, Call(action=call[0], resource=call[1], context=known))
    assume(found is not policy_evaluation.Verdict.NOT_TOLD)
    allowed = judged(simulator, policies, full) is Verdict.ALLOWED
    assert (found is policy_evaluation.Verdict.ALLOWED) == allowed
