"""The export: the contract between the cloud layer and everything that builds on it."""

from enclave.declaration import declaration_digest
from enclave.derive.keys import keys
from enclave.records.export import Export, from_outputs
from stacks.export import Known, cloud_export
from tests.enclave.derive.declared import declared

ARN = "arn:aws:kms:eu-central-1:111122223333:key/"
DOOR = "arn:aws:iam::111122223333:role/loom-frankfurt-door"


def export() -> Export:
    return cloud_export(
        declared(),
        "frankfurt",
        Known(
            vpc="vpc-0a1b",
            keys={key.name: ARN + key.name for key in keys(declared(), "frankfurt")},
            buckets={"audit": "loom-frankfurt-audit-111122223333"},
            roles={"door": DOOR},
        ),
    )


def test_says_where_the_site_is() -> None:
    found = export()
    assert (found.partition, found.account, found.region, found.site, found.vpc) == (
        "aws",
        "111122223333",
        "eu-central-1",
        "frankfurt",
        "vpc-0a1b",
    )
    assert found.registry == "111122223333.dkr.ecr.eu-central-1.amazonaws.com"
    assert found.declaration_digest == declaration_digest(declared())


def test_blocks_stand_by_role_in_the_order_of_zones() -> None:
    assert export().subnets == {
        "workload": ("10.40.0.0/22", "10.40.4.0/22"),
        "endpoint": ("10.40.14.0/26", "10.40.14.64/26"),
        "load_balancer": ("10.40.15.0/27", "10.40.15.32/27"),
    }


def test_each_key_stands_once_by_class_or_by_purpose() -> None:
    found = export()
    assert found.keys_by_class["pricing"]["content"] == f"{ARN}loom-frankfurt-pricing-content"
    assert found.keys_by_purpose["audit"] == f"{ARN}loom-frankfurt-audit"
    arns = [
        *(arn for by_purpose in found.keys_by_class.values() for arn in by_purpose.values()),
        *found.keys_by_purpose.values(),
    ]
    assert sorted(arns) == sorted(ARN + key.name for key in keys(declared(), "frankfurt"))


def test_what_does_not_stand_yet_is_none() -> None:
    found = export()
    assert (found.cluster, found.target_group, found.endpoint_service) == (None, None, None)


def test_roles_stand_by_who_takes_them() -> None:
    assert export().roles == {"door": DOOR}


def test_output_reads_back_as_it_was() -> None:
    assert from_outputs(export().to_outputs()) == export()
