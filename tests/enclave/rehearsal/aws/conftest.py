"""Every type's smallest believable inputs, a moto of the session, and an engine of one's own."""

import asyncio
import json
import os
import sys
import threading
import urllib.request
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import botocore.session
import pulumi
import pulumi_aws as aws
import pytest
from pulumi import automation
from pulumi.automation._server import LanguageServer

from enclave.rehearsal.aws import server
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.recorded import Record
from enclave.rehearsal.aws.server import Server
from enclave.rehearsal.aws.settings import Settings
from enclave.rehearsal.aws.subject import Subject, subject_of
from enclave.tools import locate

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # pulumi-aws 7.51.1 warns of its own names
    LOADED = (
        aws.cloudwatch.LogGroup,
        aws.ec2.Vpc,
        aws.ecr.Repository,
        aws.iam.Role,
        aws.kms.Key,
        aws.route53.ResolverFirewallRule,
        aws.s3.Bucket,
        aws.vpc.SecurityGroupIngressRule,
    )

ACCOUNT = "111122223333"
REGION = "eu-central-1"
SERVICES = ("ec2", "ecr", "iam", "kms", "logs", "route53resolver", "s3", "sts")
EVERYTHING = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def policy(**statement: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [EVERYTHING | statement]})


def urn(type_: str, name: str = "it") -> str:
    return f"urn:pulumi:dev::enclave::enclave:network:IsolatedNetwork${type_}::{name}"


def subject(type_: str, name: str = "it") -> Subject:
    return subject_of(urn(type_, name))


class Clients:
    """boto's view of moto, as somebody behind Pulumi's back has it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = botocore.session.Session()

    def __call__(self, service: str, *, region: str = REGION, account: str = ACCOUNT) -> Any:  # noqa: ANN401  botocore has no types
        return self._session.create_client(
            service,
            region_name=region,
            endpoint_url=self._url,
            aws_access_key_id=account,
            aws_secret_access_key="test",  # noqa: S106  moto takes any
        )


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start one moto for all tests."""
    running = server.start(folder=tmp_path_factory.mktemp("moto"), port=None, account=ACCOUNT)
    yield running
    server.stop(running)


@pytest.fixture
def moto(started: Server) -> Server:
    """Return a moto in which nothing stands."""
    urllib.request.urlopen(f"{started.url}/moto-api/reset", data=b"").close()  # noqa: S310  loopback
    return started


@pytest.fixture
def clients(moto: Server) -> Clients:
    return Clients(moto.url)


@pytest.fixture
def make_lifecycle(moto: Server, tmp_path: Path) -> Callable[..., Lifecycle]:
    """Return what makes a lifecycle as a newly started plugin has it."""

    def make(region: str = REGION) -> Lifecycle:
        settings = Settings(
            region=region,
            endpoints=dict.fromkeys(SERVICES, moto.url),
            access_key=ACCOUNT,
            default_tags={"site": "frankfurt"},
        )
        return Lifecycle(Api(settings), Record(tmp_path / "record"))

    return make


@dataclass(frozen=True, kw_only=True)
class Engine:
    """The real engine, with the stand-in on its PATH and a backend of its own."""

    url: str
    region: str
    folder: Path

    def stack(self, declare: Callable[[pulumi.ResourceOptions], None]) -> automation.Stack:
        """Return the one stack, whose program is `declare` under the rehearsed provider."""

        def program() -> None:
            provider = aws.Provider(
                "site",
                region=self.region,
                access_key=ACCOUNT,
                secret_key="test",  # noqa: S106  moto takes any
                allowed_account_ids=[ACCOUNT],
                s3_use_path_style=True,
                skip_credentials_validation=True,
                default_tags=aws.ProviderDefaultTagsArgs(tags={"site": "frankfurt"}),
                endpoints=[aws.ProviderEndpointArgs(**dict.fromkeys(SERVICES, self.url))],
            )
            declare(pulumi.ResourceOptions(provider=provider))

        return automation.create_or_select_stack(
            "dev",
            "enclave",
            program,
            opts=automation.LocalWorkspaceOptions(env_vars=dict(self._environment)),
        )

    def at(self, url: str) -> "Engine":
        """The same stack through another address."""
        return Engine(url=url, region=self.region, folder=self.folder)

    @property
    def record(self) -> Path:
        return self.folder / "record"

    @property
    def _environment(self) -> Mapping[str, str]:
        return {
            "PULUMI_HOME": str(self.folder / "home"),
            "PULUMI_BACKEND_URL": f"file://{self.folder / 'state'}",
            "PULUMI_CONFIG_PASSPHRASE": "rehearsal",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_DISABLE_REGISTRY_RESOLVE": "true",
            "PULUMI_CREDENTIAL_STORE": "plaintext",
            "ENCLAVE_REHEARSAL_RECORD": str(self.record),
        }


@pytest.fixture
def _loops_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what the Automation API 3.259.0 leaves open where the engine ended before the program.

    It logs to the engine before it closes the event loop, and the engine is not there any more.
    """
    loops: list[asyncio.AbstractEventLoop] = []
    ended: list[threading.Event] = []
    new_event_loop, run = asyncio.new_event_loop, LanguageServer.Run

    def opening() -> asyncio.AbstractEventLoop:
        loops.append(new_event_loop())
        return loops[-1]

    def running(self: LanguageServer, request: object, context: object) -> object:
        mine = threading.Event()
        ended.append(mine)
        try:
            return run(self, request, context)  # type: ignore[no-untyped-call]
        finally:
            mine.set()

    monkeypatch.setattr(asyncio, "new_event_loop", opening)
    monkeypatch.setattr(LanguageServer, "Run", running)
    yield
    assert all(event.wait(60) for event in ended)
    for loop in loops:
        loop.close()


@pytest.fixture
def make_engine(
    _loops_closed: None, moto: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Engine]:
    tool = locate("pulumi")
    if tool is None:
        pytest.skip("the engine is not on this machine: `enclave doctor` says how to get it")
    starter = tmp_path / "bin" / "pulumi-resource-aws"
    starter.parent.mkdir()
    starter.write_text(
        f'#!/bin/sh\nPYTHONPATH={Path.cwd()} exec {sys.executable} -m enclave.rehearsal.aws "$@"\n'
    )
    starter.chmod(0o700)
    for folder in ("home", "state"):
        (tmp_path / folder).mkdir()
    path = f"{starter.parent}:{tool.path.parent}:{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)

    def make(region: str = REGION) -> Engine:
        return Engine(url=moto.url, region=region, folder=tmp_path)

    return make


VPC, SUBNET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"
TABLE, GROUP = "aws:ec2/routeTable:RouteTable", "aws:ec2/securityGroup:SecurityGroup"
KEY, ROLE, BUCKET = "aws:kms/key:Key", "aws:iam/role:Role", "aws:s3/bucket:Bucket"
REPOSITORY = "aws:ecr/repository:Repository"
RULE_GROUP = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup"
DOMAIN_LIST = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList"
EXPIRE = {
    "rulePriority": 1,
    "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 9},
    "action": {"type": "expire"},
}

# In an order in which they can be made. "<type>" stands for the id of what was made of that type.
SPECIMENS: Mapping[str, Mapping[str, Any]] = {
    VPC: {"cidrBlock": "10.40.0.0/20", "enableDnsHostnames": True, "tags": {"Name": "frankfurt"}},
    SUBNET: {
        "vpcId": f"<{VPC}>",
        "cidrBlock": "10.40.0.0/24",
        "availabilityZone": f"{REGION}a",
    },
    TABLE: {"vpcId": f"<{VPC}>", "routes": [], "propagatingVgws": []},
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        "subnetId": f"<{SUBNET}>",
        "routeTableId": f"<{TABLE}>",
    },
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
        "vpcId": f"<{VPC}>",
        "ingress": [],
        "egress": [],
    },
    GROUP: {"vpcId": f"<{VPC}>", "name": "door", "revokeRulesOnDelete": True},
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        "securityGroupId": f"<{GROUP}>",
        "referencedSecurityGroupId": f"<{GROUP}>",
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
        "description": "among themselves",
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
        "securityGroupId": f"<{GROUP}>",
        "cidrIpv4": "10.40.0.0/20",
        "ipProtocol": "-1",
        "description": "inside",
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        "vpcId": f"<{VPC}>",
        "serviceName": f"com.amazonaws.{REGION}.kms",
        "vpcEndpointType": "Interface",
        "subnetIds": [f"<{SUBNET}>"],
        "securityGroupIds": [f"<{GROUP}>"],
        "privateDnsEnabled": True,
        "policy": policy(),
        "ipAddressType": "ipv4",
        "dnsOptions": {"dnsRecordIpType": "ipv4"},
    },
    KEY: {
        "policy": policy(),
        "enableKeyRotation": True,
        "rotationPeriodInDays": 365,
        "deletionWindowInDays": 7,
    },
    "aws:kms/alias:Alias": {"name": "alias/pricing", "targetKeyId": f"<{KEY}>"},
    BUCKET: {"bucket": "loom-audit", "objectLockEnabled": True, "forceDestroy": True},
    "aws:s3/bucketVersioning:BucketVersioning": {
        "bucket": f"<{BUCKET}>",
        "versioningConfiguration": {"status": "Enabled"},
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
        "bucket": f"<{BUCKET}>",
        "rules": [
            {
                "applyServerSideEncryptionByDefault": {
                    "sseAlgorithm": "aws:kms",
                    "kmsMasterKeyId": f"<{KEY}>",
                },
                "bucketKeyEnabled": True,
            }
        ],
    },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
        "bucket": f"<{BUCKET}>",
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
        "bucket": f"<{BUCKET}>",
        "rule": {"objectOwnership": "BucketOwnerEnforced"},
    },
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
        "bucket": f"<{BUCKET}>",
        "rules": [
            {
                "id": "expiry",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "expiration": {"days": 400},
                "noncurrentVersionExpiration": {"noncurrentDays": 30},
            },
            {
                "id": "unfinished",
                "status": "Enabled",
                "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
            },
        ],
    },
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
        "bucket": f"<{BUCKET}>",
        "rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 1}},
    },
    "aws:s3/bucketPolicy:BucketPolicy": {"bucket": f"<{BUCKET}>", "policy": policy()},
    "aws:ec2/flowLog:FlowLog": {
        "vpcId": f"<{VPC}>",
        "trafficType": "ALL",
        "logDestinationType": "s3",
        "logDestination": "arn:aws:s3:::loom-audit",
        "maxAggregationInterval": 60,
        "destinationOptions": {"fileFormat": "parquet", "perHourPartition": True},
    },
    REPOSITORY: {
        "name": "loom/inspector",
        "imageTagMutability": "IMMUTABLE",
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfigurations": [{"encryptionType": "KMS", "kmsKey": f"<{KEY}>"}],
        "forceDelete": True,
    },
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
        "repository": f"<{REPOSITORY}>",
        "policy": json.dumps({"rules": [EXPIRE]}),
    },
    "aws:ecr/repositoryPolicy:RepositoryPolicy": {
        "repository": f"<{REPOSITORY}>",
        "policy": policy(Action="ecr:*"),
    },
    "aws:cloudwatch/logGroup:LogGroup": {"name": "/loom/eks", "retentionInDays": 365},
    ROLE: {
        "name": "runner",
        "assumeRolePolicy": json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "ec2.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ],
            }
        ),
    },
    "aws:iam/rolePolicy:RolePolicy": {
        "role": f"<{ROLE}>",
        "name": "pull",
        "policy": json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}],
            }
        ),
    },
    DOMAIN_LIST: {"name": "allowed", "domains": ["loom.example."]},
    RULE_GROUP: {"name": "dns"},
    "aws:route53/resolverFirewallRule:ResolverFirewallRule": {
        "name": "allow",
        "firewallRuleGroupId": f"<{RULE_GROUP}>",
        "firewallDomainListId": f"<{DOMAIN_LIST}>",
        "priority": 100,
        "action": "ALLOW",
    },
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": {
        "name": "dns",
        "firewallRuleGroupId": f"<{RULE_GROUP}>",
        "vpcId": f"<{VPC}>",
        "priority": 101,
    },
    "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": {
        "resourceId": f"<{VPC}>",
        "firewallFailOpen": "DISABLED",
    },
}


def specimen(type_: str, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the inputs of a type with the ids of what it rests on."""
    text = json.dumps(SPECIMENS[type_])
    for other, id_ in ids.items():
        text = text.replace(f"<{other}>", id_)
    inputs: dict[str, Any] = json.loads(text)
    return inputs
