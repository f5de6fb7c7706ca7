"""Who may take a role."""

from typing import Any

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.trust_policies import trust_policy
from enclave.derive.workloads import PEOPLE, WORKLOADS, RoleKey
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, sovereign, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration

SOURCELESS = (RoleKey.NODES, RoleKey.RUNNER, RoleKey.FIREHOSE)
CLUSTER = "arn:aws:eks:eu-central-1:111122223333:cluster/loom-frankfurt-cluster"


def trusted(key: RoleKey, declaration: Declaration | None = None) -> dict[str, Any]:
    """The one statement of a role of the smallest declaration."""
    (statement,) = trust_policy(declaration or declared(), "frankfurt", key)["Statement"]
    return dict(statement)


@for_any_declaration
def test_only_services_of_aws_are_trusted(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for key in set(RoleKey).difference(PEOPLE):
            for statement in trust_policy(declaration, site, key)["Statement"]:
                assert set(statement["Principal"]) == {"Service"}
                assert "*" not in statement["Principal"]["Service"]
                assert set(statement["Action"]) <= {"sts:AssumeRole", "sts:TagSession"}


@pytest.mark.parametrize("key", sorted({*RoleKey} - {*PEOPLE, *SOURCELESS}))
def test_whoever_names_the_account_it_acts_for_is_held_to_ours(key: RoleKey) -> None:
    equals = trusted(key)["Condition"]["StringEquals"]
    assert equals["aws:SourceAccount"] == "111122223333"


@pytest.mark.parametrize("key", PEOPLE)
def test_people_of_the_account_come_with_a_second_factor(key: RoleKey) -> None:
    statement = trusted(key)
    assert statement["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}
    assert statement["Condition"] == {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "StringEquals": {"aws:PrincipalOrgID": "o-l1nden100m"},
    }


@pytest.mark.parametrize("key", [RoleKey.NODES, RoleKey.RUNNER])
def test_ec2_names_no_source(key: RoleKey) -> None:
    statement = trusted(key)
    assert statement["Principal"] == {"Service": "ec2.amazonaws.com"}
    assert statement["Action"] == ["sts:AssumeRole"]
    assert "Condition" not in statement


def test_firehose_tells_the_account_of_its_stream_as_external_id() -> None:
    statement = trusted(RoleKey.FIREHOSE)
    assert statement["Principal"] == {"Service": "firehose.amazonaws.com"}
    assert statement["Action"] == ["sts:AssumeRole"]
    assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": "111122223333"}}


@pytest.mark.parametrize("key", sorted(WORKLOADS))
def test_pods_of_one_service_account_of_the_one_cluster_take_a_role(key: RoleKey) -> None:
    statement = trusted(key)
    assert statement["Principal"] == {"Service": "pods.eks.amazonaws.com"}
    assert statement["Action"] == ["sts:AssumeRole", "sts:TagSession"]
    assert statement["Condition"] == {
        "StringEquals": {
            "aws:SourceAccount": "111122223333",
            "aws:RequestTag/eks-cluster-arn": CLUSTER,
            "aws:RequestTag/kubernetes-namespace": WORKLOADS[key].namespace,
            "aws:RequestTag/kubernetes-service-account": WORKLOADS[key].service_account,
        }
    }


@pytest.mark.parametrize(
    ("key", "service", "source"),
    [
        (RoleKey.CLUSTER, "eks.amazonaws.com", CLUSTER),
        (
            RoleKey.LOG_DELIVERY,
            "logs.eu-central-1.amazonaws.com",
            "arn:aws:logs:eu-central-1:111122223333:*",
        ),
    ],
)
def test_a_service_takes_its_role_for_one_resource(key: RoleKey, service: str, source: str) -> None:
    statement = trusted(key)
    assert statement["Principal"] == {"Service": service}
    assert statement["Action"] == ["sts:AssumeRole"]
    assert statement["Condition"]["ArnLike"] == {"aws:SourceArn": source}


def test_sources_are_of_the_sovereign_partition() -> None:
    source = trusted(RoleKey.CLUSTER, sovereign())["Condition"]["ArnLike"]["aws:SourceArn"]
    assert source.startswith("arn:aws-eusc:eks:eusc-de-east-1:")


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        trust_policy(with_data_centre(), "venlo", RoleKey.DOOR)
