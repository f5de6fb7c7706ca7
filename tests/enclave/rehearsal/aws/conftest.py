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
from enclave.rehearsal.aws.landing_zone import LandingZone, stand_in
from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.recorded import Record
from enclave.rehearsal.aws.server import Server
from enclave.rehearsal.aws.settings import Settings
from enclave.rehearsal.aws.subject import Subject, subject_of
from enclave.tools import locate

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # pulumi-aws 7.51.1 warns of its own names
    LOADED = (
        aws.cloudtrail.Trail,
        aws.cloudwatch.LogGroup,
        aws.ebs.DefaultKmsKey,
        aws.ec2.Vpc,
        aws.ecr.Repository,
        aws.eks.Cluster,
        aws.iam.Role,
        aws.kinesis.FirehoseDeliveryStream,
        aws.kms.Key,
        aws.lb.LoadBalancer,
        aws.organizations.Policy,
        aws.route53.ResolverFirewallRule,
        aws.s3.Bucket,
        aws.sns.Topic,
        aws.sqs.Queue,
        aws.ssm.Document,
        aws.vpc.SecurityGroupIngressRule,
    )

ACCOUNT = "111122223333"
REGION = "eu-central-1"
MEMBER = "222233334444"
LANDING_ZONE = LandingZone(id="o-l1nden100m", management=ACCOUNT, accounts=(MEMBER,), region=REGION)
SERVICES = (
    "cloudtrail",
    "cloudwatch",
    "ec2",
    "ecr",
    "eks",
    "elbv2",
    "events",
    "firehose",
    "iam",
    "kms",
    "logs",
    "organizations",
    "route53",
    "route53resolver",
    "s3",
    "s3control",
    "sns",
    "sqs",
    "ssm",
    "sts",
)
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
    """Return a moto in which nothing stands but an organization with one member."""
    urllib.request.urlopen(f"{started.url}/moto-api/reset", data=b"").close()  # noqa: S310  loopback
    stand_in(started.url, LANDING_ZONE)
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
BALANCER, TARGETS = "aws:lb/loadBalancer:LoadBalancer", "aws:lb/targetGroup:TargetGroup"
ZONE, PROFILE = "aws:route53/zone:Zone", "aws:iam/instanceProfile:InstanceProfile"
ORGANIZATION_POLICY = "aws:organizations/policy:Policy"
TOPIC, QUEUE = "aws:sns/topic:Topic", "aws:sqs/queue:Queue"
EVENT_RULE, LOGS = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/logGroup:LogGroup"
STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
QUERY_LOG = "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig"
CLUSTER, TEMPLATE = "aws:eks/cluster:Cluster", "aws:ec2/launchTemplate:LaunchTemplate"
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
    ORGANIZATION_POLICY: {
        "name": "guardrails",
        "description": "Accounts of the enclave",
        "type": "SERVICE_CONTROL_POLICY",
        "content": policy(),
    },
    "aws:organizations/policyAttachment:PolicyAttachment": {
        "policyId": f"<{ORGANIZATION_POLICY}>",
        "targetId": MEMBER,
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
    PROFILE: {"name": "runner", "role": f"<{ROLE}>"},
    "aws:ec2/instance:Instance": {
        "ami": "ami-0a1b2c3d4e5f67890",
        "instanceType": "m7i.large",
        "iamInstanceProfile": f"<{PROFILE}>",
        "subnetId": f"<{SUBNET}>",
        "vpcSecurityGroupIds": [f"<{GROUP}>"],
        "associatePublicIpAddress": False,
        "ebsOptimized": True,
        "monitoring": True,
        "disableApiTermination": False,
        "metadataOptions": {"httpTokens": "required", "httpPutResponseHopLimit": 1},
        "rootBlockDevice": {"encrypted": True, "kmsKeyId": f"<{KEY}>", "volumeSize": 20},
    },
    BALANCER: {
        "name": "loom-door",
        "internal": True,
        "loadBalancerType": "network",
        "subnets": [f"<{SUBNET}>"],
        "securityGroups": [f"<{GROUP}>"],
        "ipAddressType": "ipv4",
        "enableCrossZoneLoadBalancing": True,
        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "off",
        "accessLogs": {"enabled": True, "bucket": f"<{BUCKET}>"},
    },
    TARGETS: {
        "name": "loom-door",
        "protocol": "TLS",
        "port": 8443,
        "vpcId": f"<{VPC}>",
        "targetType": "ip",
        "proxyProtocolV2": True,
        "preserveClientIp": "false",
        "deregistrationDelay": 30,
        "connectionTermination": True,
        "healthCheck": {
            "enabled": True,
            "protocol": "HTTP",
            "port": "8081",
            "path": "/ready",
            "matcher": "200",
            "interval": 10,
            "timeout": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 2,
        },
    },
    "aws:lb/listener:Listener": {
        "loadBalancerArn": f"<{BALANCER}>",
        "port": 443,
        "protocol": "TLS",
        "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
        "certificateArn": f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/0a1b2c3d",
        "defaultActions": [{"type": "forward", "targetGroupArn": f"<{TARGETS}>"}],
    },
    "aws:ec2/vpcEndpointService:VpcEndpointService": {
        "acceptanceRequired": True,
        "networkLoadBalancerArns": [f"<{BALANCER}>"],
        "privateDnsName": "door.loom.example",
        "supportedIpAddressTypes": ["ipv4"],
        "allowedPrincipals": ["arn:aws:iam::222233334444:role/private-connect"],
    },
    ZONE: {
        "name": "loom.my.salesforce.example",
        "comment": "pulls",
        "vpcs": [{"vpcId": f"<{VPC}>"}],
    },
    "aws:route53/record:Record": {
        "zoneId": f"<{ZONE}>",
        "name": "loom.my.salesforce.example",
        "type": "A",
        "aliases": [
            {
                "name": "vpce-0a1b.vpce-svc.example",
                "zoneId": "Z0A1B2C3",
                "evaluateTargetHealth": False,
            }
        ],
    },
    "aws:ssm/document:Document": {
        "name": "tunnel",
        "documentType": "Session",
        "content": json.dumps({"schemaVersion": "1.0", "sessionType": "Port", "properties": {}}),
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
    "aws:cloudtrail/trail:Trail": {
        "name": "loom-trail",
        "s3BucketName": f"<{BUCKET}>",
        "kmsKeyId": f"<{KEY}>",
        "isMultiRegionTrail": True,
        "enableLogFileValidation": True,
        "cloudWatchLogsGroupArn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/loom/eks:*",
        "cloudWatchLogsRoleArn": f"arn:aws:iam::{ACCOUNT}:role/trail",
        "advancedEventSelectors": [
            {
                "name": "management",
                "fieldSelectors": [{"field": "eventCategory", "equals": ["Management"]}],
            },
            {
                "name": "objects",
                "fieldSelectors": [
                    {"field": "eventCategory", "equals": ["Data"]},
                    {"field": "resources.ARN", "startsWiths": ["arn:aws:s3:::loom-audit/"]},
                    {"field": "eventName", "notEquals": ["PutObject"]},
                ],
            },
        ],
    },
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
        "name": "root-use",
        "logGroupName": f"<{LOGS}>",
        "pattern": '{ $.userIdentity.type = "Root" }',
        "metricTransformation": {"name": "root-use", "namespace": "Enclave", "value": "1"},
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        "name": "root-use",
        "alarmDescription": "the root user did something",
        "alarmActions": [f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms"],
        "namespace": "Enclave",
        "metricName": "root-use",
        "dimensions": {"LogGroupName": "/loom/eks"},
        "statistic": "Sum",
        "period": 60,
        "evaluationPeriods": 1,
        "threshold": 1,
        "comparisonOperator": "GreaterThanOrEqualToThreshold",
        "treatMissingData": "notBreaching",
    },
    TOPIC: {"name": "alarms", "kmsMasterKeyId": f"<{KEY}>"},
    "aws:sns/topicPolicy:TopicPolicy": {
        "arn": f"<{TOPIC}>",
        "policy": policy(Action="sns:Publish"),
    },
    QUEUE: {"name": "alarms", "kmsMasterKeyId": f"<{KEY}>", "messageRetentionSeconds": 1209600},
    "aws:sqs/queuePolicy:QueuePolicy": {
        "queueUrl": f"<{QUEUE}>",
        "policy": policy(Action="sqs:SendMessage"),
    },
    "aws:sns/topicSubscription:TopicSubscription": {
        "topic": f"<{TOPIC}>",
        "protocol": "sqs",
        "endpoint": f"arn:aws:sqs:{REGION}:{ACCOUNT}:alarms",
    },
    EVENT_RULE: {
        "name": "key-disabled",
        "description": "a key was switched off",
        "eventPattern": json.dumps({"source": ["aws.kms"]}),
        "state": "ENABLED",
    },
    "aws:cloudwatch/eventTarget:EventTarget": {
        "rule": f"<{EVENT_RULE}>",
        "targetId": "alarms",
        "arn": f"<{TOPIC}>",
        "roleArn": f"arn:aws:iam::{ACCOUNT}:role/alarms",
    },
    STREAM: {
        "name": "cluster-logs",
        "destination": "extended_s3",
        "extendedS3Configuration": {
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/firehose",
            "bucketArn": "arn:aws:s3:::loom-audit",
            "prefix": "cluster/",
            "errorOutputPrefix": "failed/",
            "bufferingSize": 5,
            "bufferingInterval": 300,
            "compressionFormat": "UNCOMPRESSED",
            "kmsKeyArn": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/<{KEY}>",
        },
        "serverSideEncryption": {
            "enabled": True,
            "keyType": "CUSTOMER_MANAGED_CMK",
            "keyArn": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/<{KEY}>",
        },
    },
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
        "name": "cluster-logs",
        "logGroup": f"<{LOGS}>",
        "filterPattern": "",
        "destinationArn": f"<{STREAM}>",
        "roleArn": f"arn:aws:iam::{ACCOUNT}:role/log-delivery",
    },
    QUERY_LOG: {"name": "names", "destinationArn": "arn:aws:s3:::loom-audit"},
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": {
        "resolverQueryLogConfigId": f"<{QUERY_LOG}>",
        "resourceId": f"<{VPC}>",
    },
    "aws:ebs/defaultKmsKey:DefaultKmsKey": {
        "keyArn": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/<{KEY}>"
    },
    "aws:ebs/encryptionByDefault:EncryptionByDefault": {"enabled": True},
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {"state": "block-all-sharing"},
    "aws:ec2/allowedImagesSettings:AllowedImagesSettings": {
        "state": "enabled",
        "imageCriterions": [{"imageProviders": ["amazon"], "imageNames": ["bottlerocket-*"]}],
    },
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": {"state": "block-new-sharing"},
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": {
        "httpTokens": "required",
        "httpPutResponseHopLimit": 1,
    },
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess": {"enabled": False},
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
        "internetGatewayBlockMode": "block-bidirectional"
    },
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    },
    "aws:ec2/tag:Tag": {"resourceId": f"<{GROUP}>", "key": "site", "value": "frankfurt"},
    TEMPLATE: {
        "name": "gpu",
        "updateDefaultVersion": True,
        "instanceType": "g6e.12xlarge",
        "vpcSecurityGroupIds": [f"<{GROUP}>"],
        "metadataOptions": {"httpTokens": "required", "httpPutResponseHopLimit": 1},
        "blockDeviceMappings": [
            {
                "deviceName": "/dev/xvdb",
                "ebs": {
                    "volumeType": "gp3",
                    "volumeSize": 500,
                    "encrypted": "true",
                    "kmsKeyId": f"<{KEY}>",
                    "deleteOnTermination": "true",
                },
            }
        ],
        "capacityReservationSpecification": {
            "capacityReservationTarget": {"capacityReservationId": "cr-0a1b2c3d4e5f67890"}
        },
        "instanceMarketOptions": {"marketType": "capacity-block"},
        "tagSpecifications": [{"resourceType": "instance", "tags": {"Name": "gpu"}}],
        "userData": "W3NldHRpbmdzXQo=",
    },
    CLUSTER: {
        "name": "loom",
        "version": "1.36",
        "roleArn": f"arn:aws:iam::{ACCOUNT}:role/cluster",
        "vpcConfig": {
            "subnetIds": [f"<{SUBNET}>"],
            "securityGroupIds": [f"<{GROUP}>"],
            "endpointPrivateAccess": True,
            "endpointPublicAccess": False,
            "controlPlaneEgressMode": "CUSTOMER_ROUTED",
        },
        "kubernetesNetworkConfig": {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/20"},
        "encryptionConfig": {"provider": {"keyArn": f"<{KEY}>"}, "resources": ["secrets"]},
        "accessConfig": {"authenticationMode": "API"},
        "bootstrapSelfManagedAddons": False,
        "enabledClusterLogTypes": ["api", "audit"],
        "upgradePolicy": {"supportType": "STANDARD"},
        "deletionProtection": False,
    },
    "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": {
        "securityGroupId": f"<{GROUP}>",
        "ingressRuleIds": ["<aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule>"],
        "egressRuleIds": ["<aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule>"],
    },
    "aws:eks/nodeGroup:NodeGroup": {
        "clusterName": f"<{CLUSTER}>",
        "nodeGroupName": "gpu",
        "nodeRoleArn": f"arn:aws:iam::{ACCOUNT}:role/nodes",
        "subnetIds": [f"<{SUBNET}>"],
        "version": "1.36",
        "amiType": "BOTTLEROCKET_x86_64_NVIDIA_FIPS",
        "capacityType": "ON_DEMAND",
        "launchTemplate": {"id": f"<{TEMPLATE}>", "version": "1"},
        "scalingConfig": {"minSize": 2, "maxSize": 2, "desiredSize": 2},
        "updateConfig": {"maxUnavailable": 1, "updateStrategy": "MINIMAL"},
        "labels": {"enclave/nodes": "gpu"},
        "taints": [{"key": "nvidia.com/gpu", "value": "present", "effect": "NO_SCHEDULE"}],
    },
    "aws:eks/addon:Addon": {
        "clusterName": f"<{CLUSTER}>",
        "addonName": "vpc-cni",
        "configurationValues": json.dumps({"enableNetworkPolicy": "true"}),
        "resolveConflictsOnCreate": "OVERWRITE",
        "preserve": False,
    },
    "aws:eks/accessEntry:AccessEntry": {
        "clusterName": f"<{CLUSTER}>",
        "principalArn": f"arn:aws:iam::{ACCOUNT}:role/runner",
        "type": "STANDARD",
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        "clusterName": f"<{CLUSTER}>",
        "principalArn": f"arn:aws:iam::{ACCOUNT}:role/runner",
        "policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
        "accessScope": {"type": "cluster"},
    },
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
        "clusterName": f"<{CLUSTER}>",
        "namespace": "door",
        "serviceAccount": "door",
        "roleArn": f"arn:aws:iam::{ACCOUNT}:role/door",
        "disableSessionTags": False,
    },
}


def specimen(type_: str, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the inputs of a type with the ids of what it rests on."""
    text = json.dumps(SPECIMENS[type_])
    for other, id_ in ids.items():
        text = text.replace(f"<{other}>", id_)
    inputs: dict[str, Any] = json.loads(text)
    return inputs
