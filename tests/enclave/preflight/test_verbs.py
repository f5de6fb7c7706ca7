"""Preflight in an account that would do, and in accounts that would not."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from enclave import cli
from enclave.derive.service_control_policies import service_control_policies
from enclave.facts.organization_quotas import Quota
from enclave.facts.service_quotas import service_quotas
from enclave.preflight.check import Context
from enclave.preflight.checks import (
    CHECKS,
    clashing_names,
    declarative_policy,
    default_network,
    endpoint_services,
    existing_policies,
    fips_hosts,
    instance_offers,
    kubernetes_version,
    policy_room,
    policy_types,
    quotas,
    region_enabled,
    role_policies,
)
from enclave.preflight.verbs import outcomes, report
from enclave.problems import ExitCode, State
from enclave.project.files import Choices, project_files
from enclave.project.folder import write_project
from tests.enclave.conftest import ACCOUNT, REGION, Amazon
from tests.enclave.derive.declared import declared, document, managed
from tests.enclave.preflight.conftest import SITE, TYPES, organization, quota, versions

pytestmark = pytest.mark.integration
Make = Callable[..., Context]


def said(looking: ModuleType, context: Context, state: State = State.FAIL) -> list[str]:
    """What one check says of an account; each looks for itself."""
    found = report(context, (looking.CHECK,))
    return [str(each) for each in found.findings if each.state is state]


def test_an_account_that_would_do_has_no_finding(make_context: Make) -> None:
    found = report(make_context())
    assert found.failures == ()
    assert found.errors == ()
    assert found.looked_at == len(CHECKS)
    assert found.exit_code is ExitCode.CLEAN


def test_what_was_not_asked_for_is_told_as_skipped(make_context: Make) -> None:
    assert said(fips_hosts, make_context(), State.SKIP) == [
        (
            "enclave.yaml kms-fips.eu-central-1.amazonaws.com was not asked for: this is not"
            " AWS. Fix:"
            " look again with an account of AWS."
        )
    ]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_that_could_not_look_is_an_error(
    check: Any,  # noqa: ANN401  a Check, by pytest
    make_context: Make,
    ready: Amazon,
) -> None:
    sites = document()["sites"]  # with all that a site may declare and a check looks at
    capacity = {"kind": "reserved", "reservation": "cr-0a1b2c3d4e5f67890", "zone": "a"}
    sites[SITE]["nodes"]["gpu"]["capacity"] = capacity
    context = make_context(sites=sites)
    ready.replies.clear()
    ready.replies_by.clear()
    for call in (
        "ec2 DescribeCapacityReservations",
        "ec2 DescribeRegions",
        "ec2 DescribeInstanceTypeOfferings",
        "ec2 DescribeVpcEndpointServices",
        "ec2 DescribeVpcs",
        "eks DescribeClusterVersions",
        "iam GetAccountSummary",
        "iam GetRole",
        "organizations DescribeEffectivePolicy",
        "organizations DescribeOrganization",
        "organizations ListParents",
        "organizations ListPoliciesForTarget",
        "s3 HeadBucket",
        "service-quotas GetServiceQuota",
    ):
        ready.fails(call, code="AccessDeniedException", status=400)
    found = report(context, (check,))
    if check.id == "PREFLIGHT_FIPS_HOSTS":  # asks names, not AWS: test_fips_hosts.py
        return
    assert found.exit_code is ExitCode.COULD_NOT_LOOK
    assert "could not look" in found.errors[0].message


def test_a_region_that_is_not_enabled_is_told(make_context: Make, ready: Amazon) -> None:
    sites = document()["sites"]
    sites[SITE]["aws"]["region"] = "eu-central-2"
    context = make_context(
        sites=sites,
        jurisdiction={"countries": ["CH"], "partition": "aws", "regions": ["eu-central-2"]},
    )
    assert ready.url
    assert any(
        line.startswith("enclave.yaml eu-central-2 is not-opted-in")
        for line in said(region_enabled, context)
    )


def test_a_policy_type_that_is_not_enabled_is_told(make_context: Make, ready: Amazon) -> None:
    organization(ready, types=TYPES[1:])
    assert said(policy_types, make_context()) == [
        (
            "enclave.yaml AISERVICES_OPT_OUT_POLICY is not enabled in o-l1nden100m. Fix: aws"
            " organizations enable-policy-type --root-id r-abcd --policy-type"
            " AISERVICES_OPT_OUT_POLICY, from the management account."
        )
    ]


def test_another_organization_is_told(make_context: Make, ready: Amazon) -> None:
    organization(ready, id="o-somebodyelse")
    assert said(policy_types, make_context())[0] == (
        "enclave.yaml the account is in o-somebodyelse, and organization.aws.id is o-l1nden100m."
        " Fix: correct enclave.yaml: policies that name another organization lock everybody out."
    )


def test_an_organization_that_may_not_be_asked_names_whom_to_ask(
    make_context: Make, ready: Amazon
) -> None:
    context = make_context()
    ready.replies.pop("organizations ListRoots")
    ready.fails("organizations ListRoots", code="AccessDeniedException")
    assert said(policy_types, context, State.ERROR) == [
        (
            "enclave.yaml The organization has the policy types that the kit attaches: could"
            " not look:"
            " organizations ListRoots is denied: no. Fix: have the management account delegate"
            f" organizations:ListRoots to account {ACCOUNT}, or ask whoever runs it what it"
            " answers."
        )
    ]


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        (
            [
                {"Effect": "Allow", "Action": "*", "Resource": "*"},
                {"Sid": "NoNetworks", "Effect": "Deny", "Action": "ec2:*", "Resource": "*"},
            ],
            "guard, statement NoNetworks denies it",
        ),
        ([{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}], "nothing on level"),
    ],
)
def test_a_policy_that_locks_the_deployer_out_is_named(
    policy: list[dict[str, str]], why: str, make_context: Make, ready: Amazon
) -> None:
    organization(ready, policy={"Version": "2012-10-17", "Statement": policy})
    lines = said(existing_policies, make_context())
    assert any(why in line and "calls that the site needs" in line for line in lines)


def test_an_account_without_room_for_the_kit_s_policies_is_told(
    make_context: Make, ready: Amazon
) -> None:
    organization(ready, attached=("baseline", "FullAWSAccess", "network"))
    brought = len(service_control_policies(declared()))
    lines = said(policy_room, make_context())
    assert (
        f"enclave.yaml SERVICE_CONTROL_POLICY: an account carries 5, and the kit brings {brought}"
        " beside FullAWSAccess, baseline, network. Fix: have whoever runs the organization merge"
        " those, or attach them to a unit above."
    ) in lines
    assert not [line for line in lines if "DECLARATIVE_POLICY_EC2" in line]


def test_the_kit_s_own_policies_take_no_room_twice(make_context: Make, ready: Amazon) -> None:
    own = [each.name for each in service_control_policies(declared())]
    organization(ready, attached=(*own, "FullAWSAccess"))
    assert not [
        line for line in said(policy_room, make_context()) if "SERVICE_CONTROL_POLICY" in line
    ]


def test_policies_that_do_not_fit_are_told(
    make_context: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Quota(characters=10_000, on_target=1, attached=0)
    monkeypatch.setattr("enclave.derive.policy_packing.quota_of", lambda _kind: small)
    assert said(policy_room, make_context()) == [
        (
            "enclave.yaml organization: SERVICE_CONTROL_POLICY needs 2 documents, and an account"
            " has room for 1. Fix: declare fewer sites under one organization, or attach some to a"
            " unit above by hand."
        )
    ]


def effective(amazon: Amazon, content: str) -> None:
    amazon.answers.pop("organizations DescribeEffectivePolicy")
    held = {"PolicyContent": content, "PolicyType": "DECLARATIVE_POLICY_EC2"}
    amazon.replies_with("organizations DescribeEffectivePolicy", EffectivePolicy=held)


def test_a_declarative_policy_of_others_is_told(make_context: Make, ready: Amazon) -> None:
    attributes = {"serial_console_access": {"status": "disabled"}, "exception_message": "no"}
    effective(ready, json.dumps({"ec2_attributes": attributes}))
    assert said(declarative_policy, make_context()) == [
        (
            "enclave.yaml DECLARATIVE_POLICY_EC2 that is in force holds serial_console_access, and"
            " EC2 refuses the site's stack to set them. Fix: have whoever runs the organization"
            " take these out of it for this account, or name our management account in"
            " organization.aws.management: the kit's own policy then holds them."
        )
    ]


def test_where_the_organization_is_ours_its_policy_may_hold_them(
    make_context: Make, ready: Amazon
) -> None:
    effective(ready, json.dumps({"ec2_attributes": {"serial_console_access": {}}}))
    ours = {"organization": managed().organization.model_dump(mode="json")}
    assert said(declarative_policy, make_context(**ours)) == []


@pytest.mark.parametrize("content", ["[]", "{}", "no JSON"])
def test_a_declarative_policy_in_another_form_is_no_pass(
    content: str, make_context: Make, ready: Amazon
) -> None:
    effective(ready, content)
    (line,) = said(declarative_policy, make_context(), State.ERROR)
    assert "DECLARATIVE_POLICY_EC2 that is in force is in no form that is known here" in line


def test_an_account_whose_roles_carry_fewer_policies_is_told(
    make_context: Make, ready: Amazon
) -> None:
    ready.replies_in_xml["iam GetAccountSummary"] = (
        "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry>"
        "<key>AttachedPoliciesPerRoleQuota</key><value>9</value>"
        "</entry></SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>"
    )
    assert said(role_policies, make_context()) == [
        (
            "enclave.yaml Managed policies attached to an IAM role: 9 allowed, and"
            " loom-frankfurt-deployer needs 10. Fix: have AWS raise that quota of IAM to 10."
        )
    ]


def code_of(name: str) -> str:
    return service_quotas().quotas.value[name].code


def test_a_quota_that_is_too_small_is_told_with_the_request(
    make_context: Make, ready: Amazon
) -> None:
    quota(ready, code_of("g_vcpus"), 32)
    assert said(quotas, make_context()) == [
        (
            "enclave.yaml Running On-Demand G and VT instances: 32 allowed, and the site"
            " needs 96. Fix:"
            " aws service-quotas request-service-quota-increase --service-code ec2 --quota-code"
            " L-DB2E81BA --desired-value 96."
        )
    ]


def test_networks_that_stand_count(make_context: Make, ready: Amazon) -> None:
    ready.client("ec2").create_vpc(CidrBlock="10.99.0.0/16")
    quota(ready, code_of("networks"), 1)
    assert said(quotas, make_context())[0].startswith(
        "enclave.yaml VPCs per Region: 1 allowed, and the site needs 1 beside 1 that stand."
    )


def test_a_code_that_is_another_quota_is_an_error(make_context: Make, ready: Amazon) -> None:
    quota(ready, code_of("keys"), 100_000, name="Something else")
    assert "is Something else, and was to be Customer Master Keys (CMKs)" in "".join(
        said(quotas, make_context(), State.ERROR)
    )


def test_each_quota_that_could_not_be_seen_is_named(make_context: Make, ready: Amazon) -> None:
    ready.replies_by.clear()
    ready.fails("service-quotas GetServiceQuota", code="501", message="Not Implemented")
    (line,) = said(quotas, make_context(), State.ERROR)
    for name in quotas.needed(make_context()):
        assert service_quotas().quotas.value[name].name in line
    assert line.endswith(
        "service-quotas GetServiceQuota is refused: 501: Not Implemented. Fix: ask AWS itself: what"
        " answers here does not know this call."
    )


def test_a_zone_without_the_type_is_told(make_context: Make) -> None:
    sites = document()["sites"]
    sites[SITE]["nodes"]["gpu"]["type"] = "p5.48xlarge"
    lines = said(instance_offers, make_context(sites=sites))
    assert "enclave.yaml eu-central-1a offers this account no p5.48xlarge" in "\n".join(lines)


def test_an_endpoint_service_that_is_not_offered_is_told(make_context: Make, ready: Amazon) -> None:
    context = make_context()
    ready.replies_in_xml["ec2 DescribeVpcEndpointServices"] = (
        "<DescribeVpcEndpointServicesResponse><serviceDetailSet/>"
        "</DescribeVpcEndpointServicesResponse>"
    )
    lines = said(endpoint_services, context)
    assert any(
        line.startswith("enclave.yaml com.amazonaws.eu-central-1.kms-fips is not offered in")
        for line in lines
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [("EXTENDED_SUPPORT", "extended support"), ("UNSUPPORTED", "unsupported")],
)
def test_a_version_out_of_standard_support_is_told(
    status: str, words: str, make_context: Make, ready: Amazon
) -> None:
    versions(ready, v1_36=status, v1_37="STANDARD_SUPPORT")
    assert said(kubernetes_version, make_context()) == [
        f"enclave.yaml Kubernetes 1.36 is {words} by EKS in eu-central-1. Fix: declare one of 1.37."
    ]


def test_a_version_that_is_not_offered_is_told(make_context: Make, ready: Amazon) -> None:
    versions(ready, v1_34="STANDARD_SUPPORT")
    assert "Kubernetes 1.36 is not offered by EKS" in said(kubernetes_version, make_context())[0]


def test_a_default_network_is_told(make_context: Make, ready: Amazon) -> None:
    made = ready.client("ec2").create_default_vpc()["Vpc"]["VpcId"]
    assert said(default_network, make_context()) == [
        (
            f"enclave.yaml {made} is the region's default network, with a way to the"
            " internet. Fix: aws"
            f" ec2 delete-vpc --vpc-id {made}, after its subnets and gateway; nothing of the"
            " enclave"
            " uses it."
        )
    ]


def test_names_that_others_have_are_told(make_context: Make, ready: Amazon) -> None:
    place = {"LocationConstraint": REGION}
    bucket = f"loom-frankfurt-audit-{ACCOUNT}"
    ready.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
    kms = ready.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/loom-frankfurt-audit", TargetKeyId=key)
    ready.client("iam").create_role(RoleName="loom-frankfurt-door", AssumeRolePolicyDocument="{}")
    assert [line.split(" is there")[0] for line in said(clashing_names, make_context())] == [
        f"enclave.yaml bucket {bucket}",
        "enclave.yaml key alias/loom-frankfurt-audit",
        "enclave.yaml role loom-frankfurt-door",
    ]


def test_names_that_a_stack_of_the_site_made_are_none_of_others(
    make_context: Make, ready: Amazon
) -> None:
    s3, bucket = ready.client("s3"), f"loom-frankfurt-audit-{ACCOUNT}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    tags = {"TagSet": [{"Key": "enclave:site", "Value": SITE}]}
    s3.put_bucket_tagging(Bucket=bucket, Tagging=tags)
    assert said(clashing_names, make_context()) == []


def test_a_bucket_of_another_account_is_told(make_context: Make, ready: Amazon) -> None:
    context = make_context()
    ready.fails("s3 HeadBucket", code="403", status=403)
    lines = said(clashing_names, context)
    assert len([line for line in lines if line.startswith("enclave.yaml bucket loom-")]) > 3


@pytest.mark.usefixtures("ready")
def test_the_command_tells_doors_and_cost_beside_the_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "project"
    choices = Choices(name="Loom", site=SITE, account=ACCOUNT, region=REGION)
    write_project(folder, project_files(choices))
    cli.main(["preflight", SITE, "--file", str(folder / "enclave.yaml")])
    out, err = capsys.readouterr()
    assert "answered by http://127.0.0.1" in err
    assert "one-way doors: what the first update decides for good\n- " in out
    assert "rough cost a month, US dollars" in out


def test_what_passed_and_what_was_skipped_is_told_in_rows(make_context: Make) -> None:
    context = make_context()
    checks = (default_network.CHECK, fips_hosts.CHECK)
    rows = "".join(outcomes(report(context, checks), checks)).splitlines()
    assert rows[0] == "passed   The region has no default network"
    assert rows[1].startswith("skipped  FIPS hosts that are claimed have an address (")
    assert max(map(len, rows)) <= 100
    assert "this is not AWS" in " ".join(rows)


@pytest.mark.usefixtures("ready")
def test_a_machine_reads_the_report_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "project"
    choices = Choices(name="Loom", site=SITE, account=ACCOUNT, region=REGION)
    write_project(folder, project_files(choices))
    cli.main(["preflight", SITE, "--file", str(folder / "enclave.yaml"), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["looked_at"] == len(CHECKS)
