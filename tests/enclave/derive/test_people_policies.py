"""What people may do who are neither those who deploy nor those who serve the cluster."""

from enclave.derive.workloads import RoleKey
from tests.enclave.derive.permitted import actions, deploying, permitted


def test_an_endpoint_is_accepted_at_the_service_of_the_site() -> None:
    accepts = permitted(RoleKey.ACCEPTOR)["Accepts"]
    assert accepts["Resource"] == ["arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint-service/*"]
    assert accepts["Condition"] == {"StringEquals": {"aws:ResourceTag/enclave:site": "frankfurt"}}


def test_looking_is_held_to_the_region() -> None:
    looks = permitted(RoleKey.ACCEPTOR)["LooksAtWhoAsks"]
    assert looks["Condition"] == {"StringEquals": {"aws:RequestedRegion": "eu-central-1"}}


def test_who_deploys_accepts_nothing_and_who_accepts_changes_nothing() -> None:
    deployer = {a for s in deploying().values() for a in s["Action"]}
    changes = {a for a in actions(RoleKey.ACCEPTOR) if ":Describe" not in a}
    assert changes == {
        "ec2:AcceptVpcEndpointConnections",
        "ec2:StartVpcEndpointServicePrivateDnsVerification",
    }
    assert not changes & deployer
