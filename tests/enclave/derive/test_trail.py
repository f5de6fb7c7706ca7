"""What the trail records: everything that matters, and not itself."""

import pytest
from hypothesis import given, settings

from enclave.declaration.model import Declaration
from enclave.derive.buckets import buckets
from enclave.derive.endpoints import endpoints
from enclave.derive.state_backend import state_backend
from enclave.derive.trail import EventSelector, TrailSpec, trail
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre
from tests.enclave.derive.strategies import declarations

MOST_VALUES = 500  # PutEventSelectors: of all conditions of a trail
TRAIL_BUCKET = "arn:aws:s3:::loom-frankfurt-trail-111122223333"


def recorded(spec: TrailSpec, **event: str) -> bool:
    """Whether CloudTrail would record an event, by the rules of its API reference."""
    return any(takes(selector, event) for selector in spec.selectors)


def takes(selector: EventSelector, event: dict[str, str]) -> bool:
    said = {f: event.get(f.field.replace(".", "_"), "") for f in selector.fields}
    return all(
        (not f.equals or value in f.equals)
        and value not in f.not_equals
        and (not f.starts_with or value.startswith(f.starts_with))
        for f, value in said.items()
    )


def read(arn: str, name: str = "GetObject", kind: str = "AWS::S3::Object") -> dict[str, str]:
    return {
        "eventCategory": "Data",
        "resources_type": kind,
        "resources_ARN": arn,
        "eventName": name,
    }


def refused(service: str, error: str = "VpceAccessDenied") -> dict[str, str]:
    return {
        "eventCategory": "NetworkActivity",
        "eventSource": f"{service}.amazonaws.com",
        "errorCode": error,
    }


def test_every_management_event_is_recorded() -> None:
    assert recorded(trail(declared(), "frankfurt"), eventCategory="Management")


@pytest.mark.parametrize("role", [b.role for b in buckets(declared(), "frankfurt")])
@pytest.mark.parametrize("name", ["GetObject", "DeleteObject", "PutObjectRetention"])
def test_reading_and_deleting_is_recorded_in_every_bucket(role: str, name: str) -> None:
    arn = f"arn:aws:s3:::loom-frankfurt-{role}-111122223333/key"
    assert recorded(trail(declared(), "frankfurt"), **read(arn, name))


@pytest.mark.parametrize("name", ["GetObject", "PutObject", "DeleteObject"])
def test_what_is_done_to_the_state_of_its_stacks_is_recorded(name: str) -> None:
    bucket = state_backend(declared(), "frankfurt").bucket
    assert recorded(trail(declared(), "frankfurt"), **read(f"arn:aws:s3:::{bucket}/key", name))


def test_the_trail_does_not_record_its_own_files() -> None:
    spec = trail(declared(), "frankfurt")
    assert not recorded(spec, **read(f"{TRAIL_BUCKET}/AWSLogs/a.json.gz", "PutObject"))
    assert recorded(spec, **read(f"{TRAIL_BUCKET.replace('trail', 'audit')}/a", "PutObject"))


def test_a_bucket_whose_name_only_begins_alike_is_not_ours() -> None:
    spec = trail(declared(), "frankfurt")
    assert not recorded(spec, **read("arn:aws:s3:::loom-frankfurt-weights-1111222233334/key"))


@pytest.mark.parametrize("kind", ["AWS::EC2::Snapshot", "AWS::S3::AccessPoint"])
def test_ways_around_buckets_and_volumes_are_recorded(kind: str) -> None:
    assert recorded(trail(declared(), "frankfurt"), **read("arn:aws:any", "GetBlock", kind))


@pytest.mark.parametrize("service", ["ec2", "elasticloadbalancing", "kms", "s3", "ssm"])
def test_what_an_endpoint_refused_is_recorded_and_what_it_let_through_is_not(service: str) -> None:
    spec = trail(declared(), "frankfurt")
    assert recorded(spec, **refused(service))
    assert not recorded(spec, **refused(service, ""))


@pytest.mark.parametrize("service", ["sts", "ecr", "kms-fips", "secretsmanager"])
def test_no_source_is_named_that_cloudtrail_lacks_or_that_has_no_endpoint(service: str) -> None:
    assert not recorded(trail(declared(), "frankfurt"), **refused(service))


def test_its_name_is_of_the_site() -> None:
    assert trail(declared(), "frankfurt").name == "loom-frankfurt-trail"


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo"):
        trail(with_data_centre(), "venlo")


@settings(deadline=None)
@given(declarations())
def test_any_trail_is_one_that_cloudtrail_takes(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        spec = trail(declaration, site)
        values: list[str] = [
            value
            for selector in spec.selectors
            for f in selector.fields
            for value in f.equals + f.not_equals + f.starts_with
        ]
        assert len(values) <= MOST_VALUES
        assert all(values)
        assert len({s.name for s in spec.selectors}) == len(spec.selectors)
        assert all(s.fields[0].field == "eventCategory" for s in spec.selectors)
        assert endpoints(declaration, site)
