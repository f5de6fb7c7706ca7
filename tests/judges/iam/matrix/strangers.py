"""Ways to others that an administrator tries, and the same calls by who needs them."""

from collections.abc import Iterator

from tests.judges.iam.rows import Row, row

# What nobody does, then what trusted roles do, by the statement that stops everybody else.
_NEVER = {
    "Senders": """
        cloudwatch:PutMetricStream events:CreateApiDestination events:CreateConnection
        events:CreateEndpoint events:UpdateApiDestination events:UpdateConnection
        events:UpdateEndpoint guardduty:CreatePublishingDestination
        guardduty:UpdatePublishingDestination s3:PutBucketNotification
        ssm:CreateResourceDataSync ssm:UpdateResourceDataSync""",
    "Shares": "acm:ExportCertificate",
    "Identities": """
        iam:AcceptDelegationRequest iam:CreateDelegationRequest
        iam:AddClientIDToOpenIDConnectProvider iam:EnableOutboundWebIdentityFederation
        iam:SendDelegationToken iam:UpdateAccessKey iam:UpdateLoginProfile
        iam:UpdateOpenIDConnectProviderThumbprint sts:GetWebIdentityToken""",
}
_TRUSTED = {
    "Records": """
        cloudtrail:CreateTrail cloudwatch:PutCompositeAlarm cloudwatch:PutMetricAlarm
        cloudwatch:SetAlarmState config:PutDeliveryChannel ec2:CreateFlowLogs
        events:PutPermission events:PutRule events:RemoveTargets
        firehose:CreateDeliveryStream firehose:DeleteDeliveryStream
        firehose:StopDeliveryStreamEncryption firehose:UpdateDestination logs:CreateDelivery
        logs:DeleteMetricFilter logs:DeleteSubscriptionFilter logs:DisassociateKmsKey
        logs:PutAccountPolicy logs:PutMetricFilter logs:PutRetentionPolicy
        logs:PutSubscriptionFilter route53resolver:AssociateFirewallRuleGroup
        route53resolver:AssociateResolverRule route53resolver:CreateFirewallRule
        route53resolver:CreateResolverEndpoint route53resolver:CreateResolverQueryLogConfig
        route53resolver:CreateResolverRule route53resolver:DeleteFirewallDomainList
        route53resolver:DeleteFirewallRuleGroup route53resolver:ImportFirewallDomains
        route53resolver:PutFirewallRuleGroupPolicy route53resolver:UpdateResolverConfig
        sns:AddPermission sns:DeleteTopic sns:RemovePermission sns:SetSubscriptionAttributes
        sns:SetTopicAttributes sns:Unsubscribe sqs:AddPermission sqs:DeleteQueue sqs:PurgeQueue
        sqs:RemovePermission sqs:SetQueueAttributes""",
    "Settings": """
        ec2:CreateVpcEndpointServiceConfiguration ec2:DeleteVpcEndpointServiceConfigurations
        ec2:DeleteVpcEndpoints ec2:DisableAllowedImagesSettings
        ec2:DisableEbsEncryptionByDefault ec2:DisableImageBlockPublicAccess
        ec2:DisableSnapshotBlockPublicAccess ec2:EnableAllowedImagesSettings
        ec2:ModifyEbsDefaultKmsKeyId ec2:ModifyInstanceAttribute
        ec2:ModifyInstanceMetadataDefaults ec2:ModifyInstanceMetadataOptions
        ec2:ModifyVpcBlockPublicAccessOptions ec2:ModifyVpcEndpoint
        ec2:ModifyVpcEndpointServiceConfiguration ec2:ModifyVpcEndpointServicePermissions
        ec2:ReplaceImageCriteriaInAllowedImagesSettings ec2:ResetEbsDefaultKmsKeyId
        eks:AssociateAccessPolicy eks:CreateAccessEntry eks:CreatePodIdentityAssociation
        eks:DeleteAccessEntry eks:DeletePodIdentityAssociation eks:DisassociateAccessPolicy
        eks:UpdateAccessEntry eks:UpdateClusterConfig eks:UpdatePodIdentityAssociation
        elasticloadbalancing:CreateListener elasticloadbalancing:ModifyListener""",
}
_COMMANDS = """
    ssm:CreateActivation ssm:CreateAssociation ssm:CreateAssociationBatch
    ssm:RegisterTaskWithMaintenanceWindow ssm:SendCommand ssm:StartAssociationsOnce
    ssm:StartAutomationExecution ssm:StartChangeRequestExecution ssm:UpdateAssociation
    ssm:UpdateAssociationStatus"""
_DOCUMENTS = """
    ssm:CreateDocument ssm:DeleteDocument ssm:UpdateDocument ssm:UpdateDocumentDefaultVersion"""
_ACCEPTANCE = """
    ec2:AcceptVpcEndpointConnections ec2:RejectVpcEndpointConnections
    ec2:StartVpcEndpointServicePrivateDnsVerification"""
# By their names: whatever their own policies are.
_ACCEPTOR, _OPERATOR = "loom-frankfurt-acceptor", "loom-frankfurt-operator"
_OF_ROLES = """
    iam:AttachRolePolicy iam:CreateRole iam:DeleteRole iam:DeleteRolePermissionsBoundary
    iam:DetachRolePolicy iam:PassRole iam:PutRolePermissionsBoundary iam:PutRolePolicy
    iam:UpdateAssumeRolePolicy iam:UpdateRole"""
_STATE = """
    s3:PutBucketPolicy s3:PutBucketVersioning s3:PutEncryptionConfiguration
    s3:PutLifecycleConfiguration"""


def stranger_rows() -> Iterator[Row]:
    """Each call once by an administrator, and once by whoever is left out."""
    for stopped_by, actions in _NEVER.items():
        for action in actions.split():
            for who in ("admin", "deployer"):
                yield row(who, action, "", stopped_by, "a way to others")
    for stopped_by, actions in _TRUSTED.items():
        for action in actions.split():
            yield row("admin", action, "", stopped_by, "the stacks set it")
            for who in ("deployer", "break-glass"):
                yield row(who, action, "", "", "the stacks set it, and break-glass may")
    yield from _endpoints()
    yield from _deliveries()
    yield from _machines()
    yield from _roles()
    yield from _buckets()
    yield from _objects()
    yield from _others()


def _endpoints() -> Iterator[Row]:
    make, to = "ec2:CreateVpcEndpoint", "ec2:vpc-endpoint/vpce-1"
    theirs = "com.amazonaws.vpce.{region}.vpce-svc-0theirs"
    model = "com.amazonaws.{region}.bedrock-runtime"
    name = "ec2__VpceServiceName"
    both = "EndpointsOfOthers EndpointsOfAws"
    yield row("admin", make, to, "", "one of ours", **{name: "com.amazonaws.{region}.ecr.api"})
    yield row("admin", make, to, "EndpointsOfOthers", "somebody's own service", **{name: theirs})
    yield row("admin", make, to, both, "a model that is not ours", **{name: model})
    yield row("admin", make, to, both, "a request that names no service")
    for who in ("deployer", "break-glass"):
        yield row(who, make, to, "", "Salesforce's, which is supplied", **{name: theirs})
        yield row(who, make, to, "EndpointsOfAws", "not by them either", **{name: model})
        yield row(
            who, make, to, "EndpointsOfAws", "a service elsewhere",
            **{name: "com.amazonaws.vpce.ap-south-1.vpce-svc-0theirs"},
        )  # fmt: skip
    for action in _ACCEPTANCE.split():
        service = "ec2:vpc-endpoint-service/vpce-svc-1"
        yield row("admin", action, service, "Acceptance", "a consumer is let in by two people")
        yield row("deployer", action, service, "Acceptance", "and this is the other one")
        for who in (_ACCEPTOR, "break-glass"):
            yield row(who, action, service, "", "whose task it is")
    policy = "elasticloadbalancing__SecurityPolicy"
    for action in ("elasticloadbalancing:CreateListener", "elasticloadbalancing:ModifyListener"):
        yield row(
            "deployer", action, "", "WeakListeners", "weaker than the door's",
            **{policy: ["ELBSecurityPolicy-2016-08"]},
        )  # fmt: skip
        yield row(
            "deployer", action, "", "", "the door's own",
            **{policy: ["ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"]},
        )  # fmt: skip


def _deliveries() -> Iterator[Row]:
    put = ("deployer", "events:PutTargets", "events:rule/{slug}-keys")
    key = "events__TargetArn"
    own, theirs = "here:sns:{slug}-alarms", "arn:{partition}:sns:{region}:{stranger}:t"
    yield row(*put, "", "our own topic", **{key: own})
    yield row(*put, "TargetsElsewhere", "somebody's topic", **{key: theirs})
    yield row(
        *put, "TargetsElsewhere", "ours in another region",
        **{key: "arn:{partition}:events:ap-south-1:{account}:event-bus/default"},
    )  # fmt: skip
    yield row("admin", *put[1:], "Records", "the stacks set it", **{key: own})
    hear = ("deployer", "sns:Subscribe", "sns:{slug}-alarms")
    yield row(*hear, "", "our own queue", sns__Endpoint="here:sqs:{slug}-alarms")
    for endpoint in (
        "https://theirs.example", "them@theirs.example",
        "arn:{partition}:sqs:{region}:{stranger}:q",
    ):  # fmt: skip
        yield row(*hear, "SubscribersElsewhere", f"to {endpoint}", sns__Endpoint=endpoint)
    for action, to in (
        ("events:PutEvents", "foreign:events:event-bus/b"),
        ("firehose:PutRecord", "foreign:firehose:deliverystream/s"),
        ("firehose:PutRecordBatch", "foreign:firehose:deliverystream/s"),
        ("kms:ReEncryptTo", "foreign:kms:key/k"),
        ("sqs:SendMessage", "foreign:sqs:q"),
    ):
        yield row("admin", action, to, "ToOthers", "it would be written to somebody else's")
    yield row("admin", "sqs:SendMessage", "sqs:{slug}-alarms", "", "our own queue")
    yield row(
        "service:sns", "sns:Publish", "foreign:sns:t", "", "a service acts for itself",
    )  # fmt: skip


def _machines() -> Iterator[Row]:
    for action in _COMMANDS.split():
        for who in ("admin", "deployer"):
            yield row(who, action, "", "Commands", "nobody runs anything on a machine")
        yield row("break-glass", action, "", "", "on a bad day")
    yield from _sessions()
    yield from _metadata()


def _sessions() -> Iterator[Row]:
    start = "ssm:StartSession"
    for to in ("ec2:instance/i-1", "ssm:document/{slug}-tunnel"):
        for who in (_OPERATOR, "break-glass"):
            yield row(who, start, to, "", "the tunnel")
        for who in ("admin", "deployer"):
            yield row(who, start, to, "Operators", "without a document it is a shell")
    yield row("admin", "ssm:ResumeSession", "ssm:session/s", "Operators", "somebody's tunnel")
    for document in ("AWS-StartPortForwardingSession", "SSM-SessionManagerRunShell", "mine"):
        yield row(_OPERATOR, start, f"ssm:document/{document}", "Sessions", "no other document")
    yield row("break-glass", start, "ssm:document/mine", "Sessions", "not by them either")
    for name in ("{slug}-tunnel", "SSM-SessionManagerRunShell"):
        for action in _DOCUMENTS.split():
            to = f"ssm:document/{name}"
            yield row("admin", action, to, "SessionDocuments", "it would open a shell")
            for who in ("deployer", "break-glass"):
                yield row(who, action, to, "", "the stacks make it")
    yield row("admin", "ssm:CreateDocument", "ssm:document/mine", "", "another document")


def _metadata() -> Iterator[Row]:
    run = ("admin", "ec2:RunInstances", "ec2:instance/i-1")
    tokens, hops = "ec2__MetadataHttpTokens", "ec2__MetadataHttpPutResponseHopLimit"
    yield row(*run, "", "by token and one hop", **{tokens: "required", hops: "1"})
    yield row(*run, "", "hops as the account has them", **{tokens: "required"})
    yield row(*run, "Tokens", "without tokens", **{tokens: "optional", hops: "1"})
    yield row(*run, "Tokens", "nothing said of tokens", **{hops: "1"})
    yield row(*run, "Hops", "pods would reach it", **{tokens: "required", hops: "2"})


def _roles() -> Iterator[Row]:
    for action in _OF_ROLES.split():
        for role in ("iam:role/{slug}-firehose", "iam:role/{slug}-acceptor"):
            yield row("admin", action, role, "SiteRoles", "a role of the site stays as it is")
            yield row("break-glass", action, role, "", "on a bad day")
    for name in ("acceptor", "firehose", "operator"):
        role = f"iam:role/loom-mine-{name}"
        yield row("admin", "iam:CreateRole", role, "SiteRoles", "not by the look of a name")
    yield row("deployer", "iam:PutRolePolicy", "iam:role/{slug}-firehose", "", "stacks put it")
    yield row("deployer", "iam:PassRole", "iam:role/{slug}-runner", "", "stacks pass it")
    for policy in ("network", "storage"):
        to = f"iam:policy/{{slug}}-deployer-{policy}"
        for who in ("admin", "deployer"):
            yield row(who, "iam:CreatePolicyVersion", to, "Boundaries", "it binds the deployer")
        yield row("break-glass", "iam:CreatePolicyVersion", to, "", "on a bad day")


def _buckets() -> Iterator[Row]:
    for action in _STATE.split():
        for role in ("trail", "audit"):
            yield row("admin", action, f"bucket:{role}", "RecordBuckets", "records stay")
            for who in ("deployer", "break-glass"):
                yield row(who, action, f"bucket:{role}", "", "stacks set it")
        yield row("break-glass", action, "bucket:state", "", "on a bad day")
    for action in ("s3:PutBucketPolicy", "s3:PutEncryptionConfiguration", "s3:DeleteBucket"):
        yield row("deployer", action, "bucket:state", "StateBuckets", "state stays")


def _objects() -> Iterator[Row]:
    write, logs = ("firehose", "s3:PutObject"), "bucket:trail/cluster-logs/x"
    yield row(*write, logs, "", "its own folder, from AWS's network")
    yield row(
        "admin", *write[1:], logs, "CarriedFromOutside", "nobody else's", aws__VpceOrgID="{foreign}"
    )
    for who in ("deployer", "break-glass"):
        yield row(who, *write[1:], logs, "", "who may stand outside", aws__VpceOrgID="{foreign}")
    for action in ("s3:DeleteObject", "s3:GetObject"):
        yield row("admin", action, logs, "CarriedFromOutside ...", "nor read or ended")
    yield row("admin", *write[1:], logs, "", "AWS for its caller", aws__ViaAWSService="true")
    yield row("service:cloudtrail", *write[1:], logs, "resource", "a service is let in by name")
    for action in ("s3:DeleteObject", "s3:GetObject", "s3:PutObject"):
        object_ = (action, "bucket:weights/w")
        yield row("admin", *object_, "ObjectsFromOutside", "from outside the network")
        yield row("admin", *object_, "", "AWS for its caller", aws__ViaAWSService="true")
    yield row("admin", *write[1:], logs, "", "from the network", aws__VpceOrgID="{organization}")
    yield row(
        "firehose", "s3:GetObject", "bucket:audit/x", "ObjectsFromOutside ...", "another bucket"
    )


def _others() -> Iterator[Row]:
    for action, to in (
        ("sqs:ReceiveMessage", "sqs:{slug}-alarms"),
        ("secretsmanager:GetSecretValue", "secretsmanager:secret:s"),
    ):
        yield row("colleague", action, to, "resource OtherAccounts", "no site's account")
    for who in ("admin", "deployer", "door"):
        for action in ("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"):
            yield row(who, action, "role:firehose", "TakenByServices ...", "services take it")
