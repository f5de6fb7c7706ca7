"""What the deployer may do to the cluster, the door and the records."""

from tests.enclave.derive.permitted import deploying

IAM = "arn:aws:iam::111122223333:role/"


def test_only_those_of_our_access_entries_are_let_into_the_cluster() -> None:
    found = deploying()
    assert found["cluster.AdmitsOurs"]["Condition"] == {
        "ArnEquals": {
            "eks:principalArn": [
                f"{IAM}loom-frankfurt-operator",
                f"{IAM}loom-frankfurt-runner",
                f"{IAM}break-glass",
            ]
        }
    }
    assert "eks:CreateAccessEntry" not in found["cluster.OnItsCluster"]["Action"]
    assert "eks:AssociateAccessPolicy" not in found["cluster.OnItsCluster"]["Action"]


def test_the_one_cluster_is_served() -> None:
    resources = deploying()["cluster.OnItsCluster"]["Resource"]
    assert {arn.split("/")[1] for arn in resources} == {"loom-frankfurt-cluster"}


def test_balancers_are_made_and_changed_by_the_tag() -> None:
    found = deploying()
    assert found["door.MakesBalancers"]["Condition"] == {
        "StringEquals": {"aws:RequestTag/enclave:site": "frankfurt"}
    }
    assert found["door.OnItsBalancers"]["Condition"] == {
        "StringEquals": {"aws:ResourceTag/enclave:site": "frankfurt"}
    }


def test_the_deployer_starts_no_session_and_sends_no_command() -> None:
    actions = {a for s in deploying().values() for a in s["Action"]}
    assert not [a for a in actions if a.startswith(("ssm:Send", "ssm:Start"))]


def test_records_are_those_of_the_site_and_the_trail_goes_on() -> None:
    found = deploying()
    trail = found["records.OnItsCloudtrail"]
    assert trail["Resource"] == [
        "arn:aws:cloudtrail:eu-central-1:111122223333:trail/loom-frankfurt-*"
    ]
    assert not {"cloudtrail:StopLogging", "cloudtrail:DeleteTrail"} & {*trail["Action"]}
    assert found["records.OnItsLogs"]["Resource"] == [
        "arn:aws:logs:eu-central-1:111122223333:log-group:/enclave/loom-frankfurt-*",
        "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/loom-frankfurt-cluster/cluster*",
    ]


def test_whoever_is_let_in_gets_the_access_policy_of_its_own_entry() -> None:
    found = deploying()
    entries = "arn:aws:eks:eu-central-1:111122223333:access-entry/loom-frankfurt-cluster/role/"
    policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKS"
    for sid, role, kind in (
        ("AdmitsTheOperator", "loom-frankfurt-operator", "ClusterAdminPolicy"),
        ("AdmitsTheRunner", "loom-frankfurt-runner", "ClusterAdminPolicy"),
        ("AdmitsTheBreakGlass", "break-glass", "ViewPolicy"),
    ):
        statement = found[f"cluster.{sid}"]
        assert statement["Resource"] == [f"{entries}111122223333/{role}/*"]
        assert statement["Condition"] == {"ArnEquals": {"eks:policyArn": f"{policy}{kind}"}}


def test_balancers_are_tagged_as_they_are_made() -> None:
    told = deploying()["door.TagsBalancers"]["Condition"]["StringEquals"]
    assert told == {
        "aws:RequestTag/enclave:site": "frankfurt",
        "elasticloadbalancing:CreateAction": [
            "CreateListener",
            "CreateLoadBalancer",
            "CreateTargetGroup",
        ],
    }


def test_in_production_the_documents_of_sessions_stay_as_they_were_made() -> None:
    actions = set(deploying()["door.OnItsDocuments"]["Action"])
    assert "ssm:CreateDocument" in actions
    assert not actions & {"ssm:UpdateDocument", "ssm:DeleteDocument"}


def test_the_cluster_is_made_with_the_tag() -> None:
    made = deploying()["cluster.MakesTheCluster"]
    assert made["Condition"] == {"StringEquals": {"aws:RequestTag/enclave:site": "frankfurt"}}
