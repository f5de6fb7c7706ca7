from typing import Any

import pytest

from enclave.derive.knowledge import Known
from enclave.derive.policy_conditions import Value, condition_met, unmet_by_ignorance

REGION = {"aws:RequestedRegion": "eu-central-1"}
CALLED = {"aws:CalledVia": ("a", "b")}


@pytest.mark.parametrize(
    ("condition", "context", "expected"),
    [
        ({}, {}, True),
        ({"StringEquals": {"aws:requestedregion": ["eu-north-1", "eu-central-1"]}}, REGION, True),
        ({"StringEquals": {"aws:RequestedRegion": "eu-*"}}, REGION, False),
        ({"StringLike": {"aws:RequestedRegion": "eu-*"}}, REGION, True),
        ({"StringNotLike": {"aws:RequestedRegion": ["us-*", "eu-*"]}}, REGION, False),
        ({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}, {"aws:SourceVpce": None}, True),
        ({"StringEqualsIfExists": {"aws:SourceVpce": "v"}}, {"aws:SourceVpce": None}, True),
        ({"StringEquals": {"aws:SourceVpce": "v"}}, {"aws:SourceVpce": None}, False),
        ({"Null": {"aws:SourceVpce": True}}, {"aws:SourceVpce": None}, True),
        ({"Null": {"aws:SourceVpce": "false"}}, {"aws:SourceVpce": "vpce-1"}, True),
        ({"Bool": {"aws:SecureTransport": False}}, {"aws:SecureTransport": "false"}, True),
        ({"NumericLessThan": {"s3:TlsVersion": 1.2}}, {"s3:TlsVersion": "1.1"}, True),
        ({"NumericLessThan": {"s3:TlsVersion": 1.2}}, {"s3:TlsVersion": "1.2"}, False),
        ({"NumericLessThanEquals": {"s3:TlsVersion": 1.2}}, {"s3:TlsVersion": "1.2"}, True),
        ({"NumericGreaterThan": {"s3:TlsVersion": 1.2}}, {"s3:TlsVersion": "1.2"}, False),
        ({"ForAllValues:StringEquals": {"aws:CalledVia": "a"}}, CALLED, False),
        ({"ForAllValues:StringEquals": {"aws:CalledVia": "a"}}, {"aws:CalledVia": None}, True),
        ({"ForAnyValue:StringEquals": {"aws:CalledVia": "a"}}, CALLED, True),
        ({"ForAnyValue:StringNotEquals": {"aws:CalledVia": "a"}}, {"aws:CalledVia": None}, False),
    ],
)
def test_an_operator_means_what_aws_says(
    condition: dict[str, Any], context: dict[str, Value], expected: Known
) -> None:
    assert condition_met(condition, context) is expected


@pytest.mark.parametrize(
    "condition",
    [
        "StringEquals",
        {"StringEquals": "aws:RequestedRegion"},
        {"StringEquals": {"aws:PrincipalTag/team": "ops"}},
        {"StringEquals": {"aws:RequestedRegion": "${aws:PrincipalTag/region}"}},
        {"StringEquals": {"aws:RequestedRegion": None}},
        {"StringEquals": {"aws:CalledVia": "a"}},
        {"IpAddress": {"aws:RequestedRegion": "10.0.0.0/8"}},
        {"ForSomeValues:StringEquals": {"aws:RequestedRegion": "eu-central-1"}},
        {"ForAnyValue:StringEqualsIfExists": {"aws:RequestedRegion": "eu-central-1"}},
        {"ArnLike": {"aws:PrincipalArn": "*"}},
        {"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/loom-1"}},
        {"Bool": {"aws:RequestedRegion": "yes"}},
        {"NumericEquals": {"aws:RequestedRegion": 1}},
    ],
)
def test_what_is_not_understood_is_neither_met_nor_unmet(condition: object) -> None:
    context: dict[str, Value] = {**REGION, **CALLED}
    context["aws:PrincipalArn"] = "arn:aws:iam::111122223333:role/loom-*"
    assert condition_met(condition, context) is None


def test_one_line_that_is_surely_unmet_settles_it() -> None:
    condition = {"StringEquals": {"aws:RequestedRegion": "us-east-1", "aws:PrincipalTag/a": "b"}}
    assert condition_met(condition, REGION) is False


def test_names_the_lines_that_it_cannot_judge() -> None:
    condition = {"StringEquals": {"aws:RequestedRegion": "us-east-1", "aws:PrincipalTag/a": "b"}}
    assert unmet_by_ignorance(condition, REGION) == ("StringEquals aws:PrincipalTag/a",)
