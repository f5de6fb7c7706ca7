"""The cloud layer of a site: what is derived stands, under one provider, and nothing leads out."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from enclave.declaration.model import Declaration
from enclave.derive.buckets import buckets
from enclave.derive.endpoints import endpoints
from enclave.derive.keys import keys
from enclave.derive.repositories import repositories
from enclave.derive.roles import roles
from enclave.derive.security_groups import security_groups
from enclave.derive.subnets import plan_subnets
from enclave.facts.fips_endpoints import fips_endpoint
from enclave.facts.partitions import partitions
from enclave.records.export import from_outputs
from stacks.export import Known, cloud_export
from stacks.layers.cloud import declare_cloud
from stacks.providers import SERVICES
from stacks.settings import Layer, Settings
from stacks.supplied import read_supplied
from tests.enclave.derive.declared import cloud_sites, declared, document
from tests.enclave.derive.strategies import declarations
from tests.stacks.conftest import ACCOUNT, VPC, Declared, Recorder

WAYS_OUT = {
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/eip:Eip",
    "aws:ec2/route:Route",
    "aws:ec2/vpnGateway:VpnGateway",
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
}
SALESFORCE = "com.amazonaws.vpce.eu-central-1.vpce-svc-00000000000000000"  # a stand-in
EU_REGIONS = {
    region
    for partition in partitions().partitions.value
    for region in partition.regions
    if region.startswith("eu-")
}
# Module of a resource's type -> endpoint of the provider that it is sent to.
SERVICE_OF = {"ebs": "ec2", "kinesis": "firehose", "lb": "elbv2", "vpc": "ec2"}
# Modules of more than one service.
SERVICE_OF_TYPE = {
    "aws:cloudwatch/eventRule:EventRule": "events",
    "aws:cloudwatch/eventTarget:EventTarget": "events",
    "aws:cloudwatch/logGroup:LogGroup": "logs",
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": "logs",
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": "logs",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": "s3control",
}
RESOLVER = "aws:route53/resolver"


def make_settings(**overrides: object) -> Settings:
    values: dict[str, Any] = {
        "site": "frankfurt",
        "layer": Layer.CLOUD,
        "rehearsal": None,
        "production": True,
    } | overrides
    return Settings(**values)


def sovereign_declaration() -> Declaration:
    """The smallest declaration, in the sovereign partition."""
    whole = document()
    whole["jurisdiction"] |= {"partition": "aws-eusc", "regions": ["eusc-de-east-1"]}
    whole["sites"]["frankfurt"]["aws"]["region"] = "eusc-de-east-1"
    whole["sites"]["frankfurt"]["salesforce_path"] = "none"
    whole["flows"] = {k: f for k, f in whole["flows"].items() if f["over"] != "private_link"}
    return Declaration.model_validate(whole)


def run(declaration: Declaration, settings: Settings) -> Recorder:
    given, _ = read_supplied(declaration, settings.site, {}, rehearsed=True)
    supplied = replace(settings, supplied=given)
    recorder = Recorder()
    recorder.run(
        lambda: declare_cloud(declaration, supplied),
        partition=declaration.jurisdiction.partition,
    )
    return recorder


@cache
def production() -> Recorder:
    return run(declared(), make_settings())


@cache
def sovereign() -> Recorder:
    return run(sovereign_declaration(), make_settings())


def service_of(type_: str) -> str:
    """Endpoint of the provider that resources of a type are sent to."""
    if type_.startswith(RESOLVER):
        return "route53resolver"
    module = type_.removeprefix("aws:").partition("/")[0]
    return SERVICE_OF_TYPE.get(type_, SERVICE_OF.get(module, module))


def named(recorder: Recorder, of: str, key: str) -> set[Any]:
    return {d.inputs[key] for d in recorder.declared if d.type == of}


def provider_of(resource: Declared) -> str:
    return resource.provider.rpartition("::")[0].rpartition("::")[2]


def test_everything_derived_is_declared() -> None:
    recorder = production()
    site = (declared(), "frankfurt")
    assert named(recorder, "aws:ec2/subnet:Subnet", "cidrBlock") == {
        str(subnet.block) for subnet in plan_subnets(*site)
    }
    assert named(recorder, "aws:kms/alias:Alias", "name") == {
        f"alias/{k.name}" for k in keys(*site)
    }
    assert named(recorder, "aws:s3/bucket:Bucket", "bucket") == {b.name for b in buckets(*site)}
    assert named(recorder, "aws:ecr/repository:Repository", "name") == {
        repository.name for repository in repositories(*site)
    }
    assert named(recorder, "aws:ec2/vpcEndpoint:VpcEndpoint", "serviceName") == {
        SALESFORCE,
        *(endpoint.service_name for endpoint in endpoints(*site)),
    }
    assert named(recorder, "aws:ec2/securityGroup:SecurityGroup", "name") == {
        group.name for group in security_groups(*site)
    }


def test_every_derived_rule_is_declared_once() -> None:
    recorder = production()
    derived = [rule for g in security_groups(declared(), "frankfurt") for rule in g.rules]
    rules = [d for d in recorder.custom() if d.type.startswith("aws:vpc/securityGroup")]
    assert len(rules) == len(derived) > 0
    assert len({d.urn for d in rules}) == len(rules)


def test_nothing_leads_out() -> None:
    recorder = production()
    assert "aws:ec2/vpc:Vpc" in recorder.types()
    assert not recorder.types() & WAYS_OUT


def test_every_resource_stands_below_a_component_under_the_site_provider() -> None:
    recorder = production()
    assert {provider_of(d) for d in recorder.custom()} == {"frankfurt"}
    components = {d.urn for d in recorder.declared if d.type.startswith("enclave:")}
    assert {d.parent for d in recorder.custom()} == components


def test_no_resource_chooses_a_region() -> None:
    recorder = production()
    assert [d.name for d in recorder.custom() if {"region", "serviceRegion"} & set(d.inputs)] == []


def test_rehearsal_answers_for_every_service_that_is_used() -> None:
    recorder = production()
    others = {"organizations", "sts"}  # of the layer above, and of the provider itself
    assert {service_of(d.type) for d in recorder.custom()} | others == set(SERVICES)


def test_sovereign_partition_is_in_every_arn() -> None:
    recorder = sovereign()
    text = json.dumps([dict(d.inputs) for d in recorder.custom()])
    assert "arn:aws-eusc:" in text
    assert "arn:aws:" not in text
    assert "s3.eusc-de-east-1.amazonaws.eu" in text


def test_kms_is_called_by_the_fips_endpoint_of_the_network() -> None:
    recorder = production()
    (told,) = json.loads(recorder.inputs("frankfurt")["endpoints"])
    assert told == {"kms": "https://kms-fips.eu-central-1.amazonaws.com"}
    assert "endpoints-kms-fips" in {d.name for d in recorder.declared}


@pytest.mark.parametrize("region", sorted(EU_REGIONS))
def test_fips_host_of_a_region_has_its_endpoint_in_the_network(region: str) -> None:
    sites = document()["sites"]
    sites["frankfurt"]["aws"]["region"] = region
    there = {e.service for e in endpoints(declared(sites=sites), "frankfurt")}
    assert fips_endpoint("kms", region) == f"kms-fips.{region}.amazonaws.com"
    assert "kms-fips" in there


def test_no_fips_endpoint_is_made_up_where_there_is_none() -> None:
    recorder = sovereign()
    assert json.loads(recorder.inputs("frankfurt")["endpoints"]) == [{}]


def protected(recorder: Recorder) -> set[str]:
    return {d.name for d in recorder.declared if d.protect}


def test_what_cannot_be_made_again_is_protected_in_production() -> None:
    recorder = production()
    assert {
        "key-audit-key",
        "bucket-audit-bucket",
        "bucket-trail-bucket",
        "bucket-flow-logs-bucket",
        "registry-envoy",
        "cluster-cluster",
    } <= protected(recorder)
    assert "network-vpc" not in protected(recorder)


@pytest.mark.parametrize(
    "settings",
    [make_settings(production=False), make_settings(rehearsal="http://127.0.0.1:5000")],
    ids=["canary", "rehearsal"],
)
def test_canary_and_rehearsal_can_be_destroyed(settings: Settings) -> None:
    recorder = run(declared(), settings)
    assert protected(recorder) == set()
    assert named(recorder, "aws:s3/bucket:Bucket", "forceDestroy") == {True}
    assert named(recorder, "aws:ecr/repository:Repository", "forceDelete") == {True}
    assert recorder.inputs("dns-firewall-association")["mutationProtection"] == "DISABLED"
    assert recorder.inputs("cluster-cluster")["deletionProtection"] is False
    assert locks(recorder) == {"GOVERNANCE"}


def locks(recorder: Recorder) -> set[str]:
    return {
        d.inputs["rule"]["defaultRetention"]["mode"]
        for d in recorder.declared
        if d.type.startswith("aws:s3/bucketObjectLockConfiguration")
    }


def test_production_records_are_locked_for_good() -> None:
    recorder = production()
    assert locks(recorder) == {"COMPLIANCE"}
    assert named(recorder, "aws:s3/bucket:Bucket", "forceDestroy") == {False}


def test_each_bucket_admits_its_own_key_and_those_of_its_classes() -> None:
    recorder = production()
    policy = json.loads(recorder.inputs("bucket-training-policy")["policy"])
    (own_key,) = (s for s in policy["Statement"] if s["Sid"] == "OwnKeyOnly")
    assert own_key["Condition"]["StringNotEquals"] == {
        "s3:x-amz-server-side-encryption-aws-kms-key-id": [
            f"arn:aws:kms:eu-central-1:111122223333:key-{role}-key"
            for role in ("training", "pricing-content", "personal-content")
        ]
    }


def test_flow_logs_go_to_their_bucket_once_it_has_a_policy() -> None:
    recorder = production()
    assert recorder.inputs("flow-logs-log")["logDestination"] == (
        "arn:aws:s3:eu-central-1:111122223333:bucket-flow-logs-bucket"
    )
    names = [d.name for d in recorder.declared]
    assert names.index("bucket-flow-logs-policy") < names.index("flow-logs-log")


def test_flow_logs_may_be_written_where_aws_writes_them() -> None:
    # Amazon VPC User Guide, flow-logs-s3-permissions: the folder depends on the partitions.
    recorder = production()
    options = recorder.inputs("flow-logs-log")["destinationOptions"]
    account = "aws-account-id=111122223333" if options["hiveCompatiblePartitions"] else ACCOUNT
    policy = json.loads(recorder.inputs("bucket-flow-logs-policy")["policy"])
    (written,) = (s["Resource"] for s in policy["Statement"] if s["Sid"] == "WriterWrites")
    assert written == [f"arn:aws:s3:::loom-frankfurt-flow-logs-{ACCOUNT}/AWSLogs/{account}/*"]


def test_endpoints_stand_in_their_subnets() -> None:
    inputs = production().inputs("endpoints-s3")
    assert inputs["subnetIds"] == ["network-endpoint-a-id", "network-endpoint-b-id"]


@pytest.mark.parametrize(
    ("service", "group", "callers"),
    [
        ("s3", "endpoints", {"system", "gpu", "runner"}),
        ("ecr.dkr", "cluster-endpoints", {"system", "gpu", "runner"}),
        ("eks-auth", "node-endpoints", {"system", "gpu"}),
        ("elasticloadbalancing", "balancer-endpoints", {"system"}),
        ("kms-fips", "key-endpoints", {"system", "runner"}),
        ("ssm", "runner-endpoints", {"runner"}),
        ("ssmmessages", "runner-endpoints", {"runner"}),
    ],
)
def test_an_endpoint_lets_in_those_who_call_it_and_nobody_else(
    service: str, group: str, callers: set[str]
) -> None:
    recorder = production()
    inputs = recorder.inputs(f"endpoints-{service}")
    assert inputs["securityGroupIds"] == [f"security-groups-{group}-id"]
    let_in = {
        d.inputs["referencedSecurityGroupId"]
        for d in recorder.declared
        if d.type == "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
        and d.inputs["securityGroupId"] == f"security-groups-{group}-id"
    }
    assert let_in == {f"security-groups-{caller}-id" for caller in callers}


def test_dns_answers_for_the_derived_names() -> None:
    recorder = production()
    assert "loom.my.salesforce.example." in recorder.inputs("dns-firewall-allowed")["domains"]
    assert recorder.inputs("dns-firewall-association")["mutationProtection"] == "ENABLED"


def test_registry_serves_the_organization_only() -> None:
    recorder = production()
    (statement,) = json.loads(recorder.inputs("registry-envoy-policy")["policy"])["Statement"]
    assert statement["Effect"] == "Deny"
    assert statement["Condition"]["StringNotEqualsIfExists"] == {
        "aws:PrincipalAccount": ACCOUNT,
        "aws:PrincipalOrgID": "o-l1nden100m",
    }


def test_the_cluster_stands_in_the_derived_subnets_with_its_own_group() -> None:
    inputs = production().inputs("cluster-cluster")
    assert inputs["vpcConfig"]["subnetIds"] == ["network-workload-a-id", "network-workload-b-id"]
    assert inputs["vpcConfig"]["securityGroupIds"] == ["security-groups-control-plane-id"]
    assert inputs["encryptionConfig"]["provider"]["keyArn"].endswith(":key-cluster-key")
    assert inputs["deletionProtection"] is True
    assert production().inputs("cluster-log")["kmsKeyId"].endswith(":key-logs-key")


def test_nodes_have_their_group_and_never_that_of_eks() -> None:
    recorder = production()
    for kind in ("system", "gpu"):
        template = recorder.inputs(f"nodes-{kind}-template")
        assert template["vpcSecurityGroupIds"] == [f"security-groups-{kind}-id"]
        keys = {m["ebs"]["kmsKeyId"].rpartition(":")[2] for m in template["blockDeviceMappings"]}
        assert keys == {"key-volumes-key"}
        assert {"enclave:site": "frankfurt"}.items() <= (
            template["tagSpecifications"][0]["tags"].items()
        )


def test_nodes_come_last_when_they_can_join_and_pods_can_get_roles() -> None:
    recorder = production()
    # The engine makes no child of a component before what the component waits for.
    assert {"add-ons-vpc-cni", "endpoints-s3"} <= recorder.after("nodes-system")
    assert "pods-cni" in recorder.after("add-ons")
    assert "role-runner-role" in recorder.after("cluster")


def test_each_workload_takes_its_own_role() -> None:
    recorder = production()
    found = {
        d.inputs["serviceAccount"]: d.inputs["roleArn"].rpartition(":")[2]
        for d in recorder.declared
        if d.type == "aws:eks/podIdentityAssociation:PodIdentityAssociation"
    }
    assert found["door"] == "role-door-role"
    assert found["aws-node"] == "role-cni-role"
    assert len(set(found.values())) == len(found)


def test_reserved_capacity_keeps_nodes_in_its_zone() -> None:
    whole = document()
    reserved = {"kind": "reserved", "reservation": "cr-0a1b2c3d4e5f67890", "zone": "b"}
    whole["sites"]["frankfurt"]["nodes"]["gpu"]["capacity"] = reserved
    recorder = run(Declaration.model_validate(whole), make_settings())
    assert recorder.inputs("nodes-gpu-group")["subnetIds"] == ["network-workload-b-id"]


def test_sessions_lead_to_the_address_of_the_cluster() -> None:
    (content,) = (
        d.inputs["content"]
        for d in production().declared
        if d.type == "aws:ssm/document:Document" and "tunnel" in d.name
    )
    assert json.loads(content)["properties"]["host"] == "cluster-cluster.eks.example"


def test_every_resource_says_whose_it_is() -> None:
    tags = json.loads(production().inputs("frankfurt")["defaultTags"])["tags"]
    assert tags == {"enclave:managed-by": "sovereign-enclave", "enclave:site": "frankfurt"}


def test_export_says_what_stands() -> None:
    export = from_outputs(production().outputs)
    assert export == cloud_export(
        declared(),
        "frankfurt",
        Known(
            vpc=VPC,
            keys={
                key.name: f"arn:aws:kms:eu-central-1:{ACCOUNT}:{logical}-key"
                for key in keys(declared(), "frankfurt")
                for logical in [f"key-{key.name.removeprefix('loom-frankfurt-')}"]
            },
            buckets={
                b.role: f"bucket-{b.role}-bucket-id" for b in buckets(declared(), "frankfurt")
            },
            roles={
                role.key: f"arn:aws:iam:eu-central-1:{ACCOUNT}:role-{role.key}-role"
                for role in roles(declared(), "frankfurt")
            },
            target_group=f"arn:aws:lb:eu-central-1:{ACCOUNT}:door-private-link-targets",
            internal_target_group=f"arn:aws:lb:eu-central-1:{ACCOUNT}:door-internal-targets",
            cluster="loom-frankfurt-cluster",
            endpoint_service="door-service-service-name",
        ),
    )


@hypothesis_settings(max_examples=8, deadline=None)
@given(declarations(max_sites=2))
def test_any_valid_declaration_has_a_cloud_layer(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        recorder = run(declaration, make_settings(site=site))
        urns = [d.urn for d in recorder.declared]
        assert len(urns) == len(set(urns))
        assert not recorder.types() & WAYS_OUT
        assert from_outputs(recorder.outputs).site == site
