"""Every call is recorded, in every region, in files that cannot be changed unseen."""

from typing import Any

from enclave.derive.trail import EventSelector, FieldSelector, TrailSpec
from stacks.components.audit_trail import AuditTrail, AuditTrailArgs
from tests.stacks.conftest import Recorder

SPEC = TrailSpec(
    name="loom-frankfurt-trail",
    selectors=(
        EventSelector(
            name="objects",
            fields=(
                FieldSelector(field="eventCategory", equals=("Data",)),
                FieldSelector(field="eventName", not_equals=("PutObject",)),
                FieldSelector(field="resources.ARN", starts_with=("arn:aws:s3:::a/",)),
            ),
        ),
    ),
)


def make_args(**overrides: object) -> AuditTrailArgs:
    values: dict[str, Any] = {
        "spec": SPEC,
        "bucket": "trail-bucket",
        "key_arn": "trail-key",
        "log_group": "/enclave/loom-frankfurt/trail",
        "log_key_arn": "log-key",
        "log_role_arn": "trail-role",
    } | overrides
    return AuditTrailArgs(**values)


def test_the_trail_records_every_region_validated_and_encrypted(recorder: Recorder) -> None:
    recorder.run(lambda: AuditTrail("audit", make_args()).arn)
    inputs = dict(recorder.inputs("audit-trail"))
    inputs.pop("advancedEventSelectors")
    assert inputs == {
        "name": "loom-frankfurt-trail",
        "s3BucketName": "trail-bucket",
        "kmsKeyId": "trail-key",
        "enableLogFileValidation": True,
        "isMultiRegionTrail": True,
        "includeGlobalServiceEvents": True,
        "enableLogging": True,
        "cloudWatchLogsGroupArn": ("arn:aws:cloudwatch:eu-central-1:111122223333:audit-events:*"),
        "cloudWatchLogsRoleArn": "trail-role",
        "tags": {"Name": "loom-frankfurt-trail"},
    }
    assert recorder.outputs == "arn:aws:cloudtrail:eu-central-1:111122223333:audit-trail"


def test_the_trail_selects_what_is_derived(recorder: Recorder) -> None:
    recorder.run(lambda: AuditTrail("audit", make_args()))
    assert recorder.inputs("audit-trail")["advancedEventSelectors"] == [
        {
            "name": "objects",
            "fieldSelectors": [
                {"field": "eventCategory", "equals": ["Data"]},
                {"field": "eventName", "notEquals": ["PutObject"]},
                {"field": "resources.ARN", "startsWiths": ["arn:aws:s3:::a/"]},
            ],
        }
    ]


def test_events_are_at_hand_for_alarms_encrypted_and_not_for_ever(recorder: Recorder) -> None:
    recorder.run(lambda: AuditTrail("audit", make_args()).log_group_name)
    assert recorder.inputs("audit-events") == {
        "name": "/enclave/loom-frankfurt/trail",
        "kmsKeyId": "log-key",
        "retentionInDays": 30,
        "tags": {"Name": "/enclave/loom-frankfurt/trail"},
    }
    assert recorder.outputs == "/enclave/loom-frankfurt/trail"
