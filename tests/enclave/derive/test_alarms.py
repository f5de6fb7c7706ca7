"""What alarms by the trail, judged by JMESPath, not by our reading; and every alarm together."""

import re
from pathlib import Path

import jmespath  # type: ignore[import-untyped]  # comes with botocore, without stubs
import pytest

from enclave.derive.alarms import alarm_name, trail_alarms
from enclave.derive.event_alarms import EVENT_ALARMS
from enclave.derive.metric_alarms import metric_alarms
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, sovereign, with_data_centre

LONGEST_FILTER = 1024  # characters of a filter pattern (PutMetricFilter)
BREAK_GLASS = "arn:aws:iam::111122223333:role/break-glass"
CONTROLLER = "arn:aws:iam::111122223333:role/loom-frankfurt-balancer-controller"


def alarmed_by_trail(**record: object) -> set[str]:
    """Which filters take a record: CloudWatch's language said in JMESPath's, then asked of it."""
    filters = {a.name: in_jmespath(a.pattern) for a in trail_alarms(declared(), "frankfurt")}
    return {name for name, text in filters.items() if jmespath.search(text, record)}


def in_jmespath(pattern: str) -> str:
    """Say a filter pattern in JMESPath; fails on anything that no filter of ours uses."""
    path = r"\$\.([\w.]+)"
    inner = pattern.strip().removeprefix("{").removesuffix("}").strip()
    text = re.sub(rf'{path} = "([^"*]*)"', r"\1 == '\2'", inner)
    text = re.sub(rf'{path} != "([^"*]*)"', r"\1 != '\2'", text)
    text = re.sub(rf"{path} IS FALSE", r"\1 == `false`", text)
    text = re.sub(rf"{path} NOT EXISTS", r"\1 == `null`", text)
    assert not re.search(r"\$|[A-Z]{3} |[^=!]=[^=]", text)
    return text


def put_into(bucket: str) -> dict[str, object]:
    """A record of a file that was put into a bucket."""
    name = f"loom-frankfurt-{bucket}-111122223333"
    return {"eventName": "PutObject", "requestParameters": {"bucketName": name}}


ROOT = {"type": "Root", "arn": "arn:aws:iam::111122223333:root"}
DEPLOYER = {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::1:r"}}}
BALANCED = {"eventSource": "elasticloadbalancing.amazonaws.com", "eventName": "RegisterTargets"}
MOVES = {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"arn": CONTROLLER}}}
GLASS = {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"arn": BREAK_GLASS}}}


@pytest.mark.parametrize(
    ("record", "alarms"),
    [
        ({"eventSource": "iam.amazonaws.com", "readOnly": False}, {"identity"}),
        ({"eventSource": "iam.amazonaws.com", "readOnly": True}, set()),
        ({"eventSource": "iam.amazonaws.com"}, set()),
        ({"eventSource": "organizations.amazonaws.com", "readOnly": False}, {"organization"}),
        ({"userIdentity": ROOT, "eventType": "AwsApiCall"}, {"root-user"}),
        ({"userIdentity": ROOT | {"invokedBy": "x"}, "eventType": "AwsApiCall"}, set()),
        ({"userIdentity": ROOT, "eventType": "AwsServiceEvent"}, set()),
        (
            {
                "userIdentity": ROOT,
                "eventType": "AwsConsoleSignIn",
                "eventSource": "signin.amazonaws.com",
                "eventName": "ConsoleLogin",
            },
            {"root-user", "sign-in"},
        ),
        ({"eventSource": "sts.amazonaws.com", "userIdentity": DEPLOYER}, set()),
        ({"userIdentity": GLASS, "eventType": "AwsApiCall"}, {"break-glass"}),
        ({"requestParameters": {"roleArn": BREAK_GLASS}}, {"break-glass"}),
        ({"requestParameters": {"roleArn": f"{BREAK_GLASS}-2"}}, set()),
        ({"errorCode": "VpceAccessDenied", "eventType": "AwsVpceEvent"}, {"endpoint-refused"}),
        ({"errorCode": "AccessDenied"}, set()),
        ({"eventSource": "cloudtrail.amazonaws.com", "readOnly": False}, {"trail-changed-too"}),
        ({"eventSource": "cloudtrail.amazonaws.com", "readOnly": True}, set()),
        ({"eventSource": "events.amazonaws.com", "readOnly": False}, {"alarms-changed-too"}),
        ({"eventSource": "monitoring.amazonaws.com", "readOnly": False}, {"alarms-changed-too"}),
        ({"eventSource": "sns.amazonaws.com", "readOnly": False}, {"alarms-changed-too"}),
        ({"eventSource": "sqs.amazonaws.com", "readOnly": False}, {"alarms-changed-too"}),
        ({"eventSource": "sqs.amazonaws.com", "readOnly": True}, set()),
        (BALANCED | {"userIdentity": MOVES}, set()),
        (BALANCED | {"userIdentity": DEPLOYER}, {"targets-changed"}),
        (BALANCED | {"userIdentity": {"type": "IAMUser"}}, {"targets-changed"}),
        (BALANCED | {"eventName": "DeregisterTargets"}, {"targets-changed"}),
        (BALANCED | {"eventName": "DescribeTargetHealth"}, set()),
        (put_into("dns-logs"), {"dns-logs-silent"}),
        (put_into("flow-logs"), {"flow-logs-silent"}),
        (put_into("weights"), set()),
        (put_into("dns-logs") | {"eventName": "GetObject"}, set()),
    ],
)
def test_records_of_the_trail_alarm_and_near_misses_do_not(
    record: dict[str, object], alarms: set[str]
) -> None:
    assert alarmed_by_trail(**record) == alarms


def test_without_an_organization_there_is_no_break_glass_to_watch() -> None:
    alone = declared(organization={"name": "Loom"})
    assert "break-glass" not in {a.name for a in trail_alarms(alone, "frankfurt")}


def test_no_pattern_is_longer_than_aws_takes() -> None:
    assert all(len(a.pattern) <= LONGEST_FILTER for a in trail_alarms(declared(), "frankfurt"))


def test_silence_alarms_and_not_what_breaks_it() -> None:
    missed = {a.name for a in trail_alarms(declared(), "frankfurt") if a.missed}
    assert missed == {"dns-logs-silent", "flow-logs-silent"}


def every_alarm() -> list[tuple[str, str]]:
    site = (declared(), "frankfurt")
    return [
        *((a.name, a.says) for a in EVENT_ALARMS),
        *((a.name, a.says) for a in trail_alarms(*site)),
        *((a.name, a.says) for a in metric_alarms(*site)),
    ]


def test_the_page_lists_every_alarm() -> None:
    page = (Path(__file__).parents[3] / "docs" / "audit.md").read_text()
    assert [name for name, says in every_alarm() if f"| `{name}` | {says} |" not in page] == []


def test_names_of_alarms_are_unique_and_of_the_site() -> None:
    names = [name for name, _ in every_alarm()]
    assert len(names) == len(set(names))
    assert alarm_name(declared(), "frankfurt", "exposed") == "loom-frankfurt-exposed"


def test_break_glass_is_watched_in_the_partition_that_it_is_in() -> None:
    patterns = [a.pattern for a in trail_alarms(sovereign(), "frankfurt")]
    assert not [p for p in patterns if "arn:aws:" in p]


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo"):
        trail_alarms(with_data_centre(), "venlo")
