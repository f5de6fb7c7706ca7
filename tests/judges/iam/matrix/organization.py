"""What nobody in a site's account does, whatever it is allowed there; and what stays possible."""

from collections.abc import Iterator

from enclave.facts.eks import eks, supported_versions
from tests.judges.iam.rows import Row, row

# By what stops them, and why: actions that an administrator of the account tries on anything.
_NEVER = {
    ("AllowedServices", "the enclave uses no such service"): """
        a4b:CreateProfile apprunner:CreateService athena:StartQueryExecution
        codebuild:CreateProject datasync:CreateTask glue:CreateDatabase
        lambda:CreateFunction mediaconvert:CreateJob qldb:CreateLedger redshift:CreateCluster
        ses:SendEmail  transfer:CreateServer workspaces:CreateWorkspaces""",
    ("AllowedServices ForeignAi", "content would reach a model that is not ours"): """
        aidevops:AllowVendedLogDeliveryForResource aiops:CreateInvestigationGroup
        bedrock:InvokeModel bedrock:CreateInferenceProfile bedrock-websearch:ExternalWebAccess
        codeguru-profiler:CreateProfilingGroup codeguru-security:DeleteScansByCategory
        kendra-ranking:CreateRescoreExecutionPlan lookoutmetrics:GetSampleData
        lookoutvision:DescribeTrialDetection nova-act:ListModels
        sagemaker-data-science-assistant:SendConversation
        sagemaker-geospatial:ListEarthObservationJobs sagemaker-mlflow:AccessUI
        sagemaker-unified-studio-mcp:AuthorizeVpce
        bedrock-agentcore:InvokeAgentRuntime bedrock-mantle:CreateInference
        codeguru-reviewer:AssociateRepository codewhisperer:GenerateRecommendations
        comprehend:DetectEntities comprehendmedical:DetectPHI devops-guru:AddNotificationChannel
        forecast:CreateForecast frauddetector:GetEventPrediction healthlake:CreateFHIRDatastore
        kendra:Query lex:PostText lookoutequipment:CreateDataset machinelearning:Predict
        personalize:GetRecommendations polly:SynthesizeSpeech q:SendMessage
        qapps:CreateQApp qbusiness:ChatSync qdeveloper:StartAgentSession
        rekognition:DetectFaces sagemaker:InvokeEndpoint textract:AnalyzeDocument
        transcribe:StartTranscriptionJob translate:TranslateText wisdom:CreateAssistant""",
    ("AllowedServices Copies", "a copy would leave the region"): """
        backup:CopyFromBackupVault backup:CopyIntoBackupVault backup:StartCopyJob
        dynamodb:CreateGlobalTable dynamodb:CreateTableReplica dynamodb:UpdateGlobalTable
        rds:CreateGlobalCluster rds:ModifyGlobalCluster
        rds:StartDBInstanceAutomatedBackupsReplication
        secretsmanager:ReplicateSecretToRegions""",
    ("Copies", "a copy would leave the region, or come from outside"): """
        ec2:CopyImage ec2:CopySnapshot ecr:CreatePullThroughCacheRule
        ecr:PutReplicationConfiguration ecr:UpdatePullThroughCacheRule s3:CreateJob
        s3:CreateMultiRegionAccessPoint s3:PutAccelerateConfiguration
        s3:PutMultiRegionAccessPointPolicy s3:PutReplicationConfiguration
        s3:SubmitMultiRegionAccessPointRoutes""",
    ("Shares", "disks, images and records would be others' to read"): """
        ec2:CreateInstanceExportTask ec2:CreateStoreImageTask ec2:ExportImage
        ec2:ModifyFpgaImageAttribute ec2:ModifyImageAttribute ec2:ModifySnapshotAttribute
        logs:CreateExportTask logs:PutDestination logs:PutDestinationPolicy
        s3:PutAnalyticsConfiguration s3:PutInventoryConfiguration ssm:ModifyDocumentPermission""",
    ("AllowedServices Shares", "resources would be others' to use"): "ram:CreateResourceShare",
    ("AllowedServices WaysOut", "a way out of the network"): """
        cloudfront:CreateDistribution directconnect:CreateConnection
        globalaccelerator:CreateAccelerator networkmanager:CreateCoreNetwork
        vpc-lattice:CreateService vpce:AllowMultiRegion""",
    ("WaysOut", "a way out of the network, or into a machine"): """
        ec2:AcceptTransitGatewayPeeringAttachment ec2:AcceptVpcPeeringConnection
        ec2:AllocateAddress ec2:AssociateAddress ec2:AttachInternetGateway ec2:AttachVpnGateway
        ec2:CreateCarrierGateway ec2:CreateClientVpnEndpoint ec2:CreateCustomerGateway
        ec2:CreateDefaultVpc ec2:CreateDefaultSubnet ec2:CreateEgressOnlyInternetGateway
        ec2:CreateInstanceConnectEndpoint ec2:CreateInternetGateway ec2:CreateKeyPair
        ec2:CreateNatGateway ec2:CreateTrafficMirrorTarget
        ec2:CreateVerifiedAccessInstance ec2:CreateTransitGateway
        ec2:CreateTransitGatewayPeeringAttachment
        ec2:CreateVpcBlockPublicAccessExclusion ec2:CreateVpcPeeringConnection
        ec2:CreateVpnConnection ec2:CreateVpnGateway ec2:EnableSerialConsoleAccess
        ec2:ImportKeyPair ec2:ModifyVpcBlockPublicAccessExclusion""",
    ("KeyCopies", "a key would work elsewhere"): """
        kms:CreateCustomKeyStore kms:ReplicateKey kms:UpdateCustomKeyStore
        kms:UpdatePrimaryRegion""",
    ("ClusterExtras", "a cluster would trust or run on what we do not route"): """
        eks:AssociateIdentityProviderConfig eks:CreateCapability eks:CreateFargateProfile
        eks:RegisterCluster""",
    ("Membership", "the account stays as and where it is"): """
        organizations:LeaveOrganization""",
    ("AllowedServices Membership", "the account stays as and where it is"): """
        account:CloseAccount account:DisableRegion account:EnableRegion""",
    ("Identities", "nobody but roles signs in"): """
        iam:CreateAccessKey iam:CreateLoginProfile iam:CreateOpenIDConnectProvider
        iam:CreateSAMLProvider iam:CreateServiceSpecificCredential iam:CreateUser
        iam:UpdateSAMLProvider""",
    ("Records", "records go on"): """
        cloudtrail:DeleteTrail cloudtrail:PutEventSelectors cloudtrail:StopLogging
        cloudtrail:UpdateTrail cloudwatch:DeleteAlarms cloudwatch:DisableAlarmActions
        config:DeleteConfigurationRecorder config:DeleteDeliveryChannel
        config:PutConfigurationRecorder config:StopConfigurationRecorder ec2:DeleteFlowLogs
        events:DeleteRule events:DisableRule guardduty:DeleteDetector
        guardduty:DisassociateFromMasterAccount guardduty:StopMonitoringMembers
        guardduty:UpdateDetector logs:DeleteLogGroup logs:DeleteLogStream
        route53resolver:DeleteFirewallRule route53resolver:DeleteResolverQueryLogConfig
        route53resolver:DisassociateFirewallRuleGroup route53resolver:UpdateFirewallConfig
        s3:DeleteBucketPolicy s3:PutAccountPublicAccessBlock
        s3:PutBucketObjectLockConfiguration s3:PutBucketPublicAccessBlock""",
}
_TRUSTED = """
    iam:AttachRolePolicy iam:CreateRole iam:DeleteRole iam:DeleteRolePolicy
    iam:DetachRolePolicy iam:PutRolePolicy iam:PutRolePermissionsBoundary
    iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription"""
# One call of each service that the kit or whoever runs it needs, by an administrator.
_OPEN = """
    acm:DescribeCertificate autoscaling:DescribeAutoScalingGroups cloudtrail:DescribeTrails
    cloudwatch:DescribeAlarms config:DescribeConfigurationRecorders ec2:DescribeVpcs
    ec2messages:GetMessages ecr:GetAuthorizationToken eks:ListClusters
    eks-auth:AssumeRoleForPodIdentity elasticloadbalancing:DescribeLoadBalancers events:ListRules
    firehose:ListDeliveryStreams guardduty:GetDetector health:DescribeEvents iam:ListRoles
    kms:CreateKey logs:CreateLogGroup organizations:DescribeOrganization
    route53:ListHostedZones route53resolver:CreateFirewallRuleGroup s3:ListAllMyBuckets
    servicequotas:GetServiceQuota sns:CreateTopic sqs:CreateQueue
    ssm:DescribeInstanceInformation
    ssmmessages:OpenDataChannel sts:GetCallerIdentity support:DescribeCases tag:GetResources"""
_GLOBAL = """
    health:DescribeEvents iam:ListRoles organizations:DescribeOrganization
    route53:ListHostedZones s3:GetAccountPublicAccessBlock s3:ListAllMyBuckets
    s3:ListMultiRegionAccessPoints sts:DecodeAuthorizationMessage support:DescribeCases"""


def organization_rows() -> Iterator[Row]:
    """Service control policies, in the order of their files."""
    for (stopped_by, why), actions in _NEVER.items():
        for action in actions.split():
            yield row("admin", action, "", stopped_by, why)
    yield from _regions()
    yield from _escapes()
    yield from _network()
    yield from _keys()
    yield from _cluster()
    yield from _controls()


def _regions() -> Iterator[Row]:
    for action in _OPEN.split():
        yield row("admin", action, "", "", "a service that is on the list")
    for action in _GLOBAL.split():
        yield row("admin", action, "", "", "a global service", aws__RequestedRegion="us-east-1")
    elsewhere = {"aws__RequestedRegion": "us-east-1"}
    yield row("admin", "ec2:DescribeVpcs", "", "Regions", "another region", **elsewhere)
    yield row("admin", "kms:DescribeKey", "key:weights", "Regions", "another region", **elsewhere)
    for action, stopped_by in (
        ("lambda:CreateFunction", "AllowedServices Regions"),
        ("bedrock:InvokeModel", "AllowedServices ForeignAi Regions"),
    ):
        yield row("admin", action, "", stopped_by, "another region", **elsewhere)
    yield row("break-glass", "ec2:DescribeVpcs", "", "", "break-glass may look", **elsewhere)
    yield row("deployer", "ec2:DescribeVpcs", "", "Regions", "the deployer is bound", **elsewhere)
    yield row(
        "linked:autoscaling", "ec2:RunInstances", "ec2:instance/i-1", "", "of AWS: bound by none"
    )


def _escapes() -> Iterator[Row]:
    make = ("admin", "s3:CreateBucket", "bucket:audit")
    yield row(*make, "", "a bucket in the region", s3__locationconstraint="{region}")
    yield row(
        *make,
        "BucketsElsewhere",
        "the bucket would be elsewhere",
        s3__locationconstraint="us-west-2",
    )
    for action, to in (
        ("ecr:PutImage", "foreign:ecr:repository/r"),
        ("ecr:UploadLayerPart", "foreign:ecr:repository/r"),
        ("kms:Encrypt", "foreign:kms:key/k"),
        ("kms:GenerateDataKey", "foreign:kms:key/k"),
        ("kms:GenerateDataKeyWithoutPlaintext", "foreign:kms:key/k"),
        ("logs:PutLogEvents", "foreign:logs:log-group:g:log-stream:s"),
        ("s3:PutObject", "foreign:s3:theirs/x"),
        ("sns:Publish", "foreign:sns:topic"),
        ("sts:AssumeRole", "foreign:iam:role/theirs"),
    ):
        yield row("admin", action, to, "ToOthers", "it would be written to somebody else's")
    yield row("admin", "sns:Publish", "sns:alarms", "", "our own topic")
    yield row("admin", "s3:GetObject", "foreign:s3:theirs/x", "", "reading carries nothing out")


def _network() -> Iterator[Row]:
    make = ("admin", "ec2:CreateVpcEndpoint", "ec2:vpc-endpoint/vpce-1")
    ours = {"ec2__VpceServiceName": "com.amazonaws.{region}.s3"}
    yield row(*make, "", "an endpoint in the region names no region", **ours)
    yield row(*make, "", "or its own", ec2__VpceServiceRegion="{region}", **ours)
    yield row(
        *make, "EndpointsElsewhere", "a service elsewhere", ec2__VpceServiceRegion="us-east-1",
        **ours,
    )  # fmt: skip
    for action in (
        "ec2:CreateVpcEndpointServiceConfiguration",
        "ec2:ModifyVpcEndpointServiceConfiguration",
    ):
        serve = ("deployer", action, "ec2:vpc-endpoint-service/vpce-svc-1")
        yield row(*serve, "", "the door's service", ec2__VpceMultiRegion="false")
        yield row(
            *serve, "ServicesForElsewhere", "it would be offered elsewhere",
            ec2__VpceMultiRegion="true",
        )  # fmt: skip
    zone = ("admin", "route53:CreateHostedZone", "")
    yield row(*zone, "", "a private zone", route53__VPCs=["VPCId=vpc-1,VPCRegion={region}"])
    yield row(*zone, "PublicZones", "anybody would read its records")
    balance = (
        "admin", "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:loadbalancer/net/door/1",
    )  # fmt: skip
    yield row(*balance, "", "the door's balancer", elasticloadbalancing__Scheme="internal")
    yield row(
        *balance, "PublicBalancers", "it would face the internet",
        elasticloadbalancing__Scheme="internet-facing",
    )  # fmt: skip
    run = ("admin", "ec2:RunInstances", "ec2:network-interface/eni-1")
    yield row(*run, "", "the runner", ec2__AssociatePublicIpAddress="false")
    yield row(*run, "PublicInstances", "a public address", ec2__AssociatePublicIpAddress="true")


def _keys() -> Iterator[Row]:
    yield row("admin", "kms:CreateKey", "", "", "a key of one region", kms__MultiRegion="false")
    yield row(
        "admin", "kms:CreateKey", "", "KeysElsewhere", "of several regions", kms__MultiRegion="true"
    )
    for action in ("kms:ScheduleKeyDeletion", "kms:DisableKey"):
        yield row(
            "admin", action, "key:weights", "KeyPolicies KeyEnds OnlyBreakGlassEndsIt",
            "data ends with its key",
        )  # fmt: skip
        yield row(
            "deployer", action, "key:weights", "KeyEnds OnlyBreakGlassEndsIt",
            "of production, and by break-glass alone",
        )  # fmt: skip
        yield row("break-glass", action, "key:weights", "", "on a bad day")
    yield row(
        "admin", "kms:DeleteImportedKeyMaterial", "key:weights",
        "KeyPolicies KeyEnds OnlyBreakGlassEndsIt", "data ends with its key",
    )  # fmt: skip
    yield row(
        "deployer", "kms:DeleteImportedKeyMaterial", "key:weights",
        "KeyEnds OnlyBreakGlassEndsIt", "data ends with its key",
    )  # fmt: skip
    yield row("admin", "kms:PutKeyPolicy", "key:weights", "KeyPolicies", "what it says stays")
    yield row("deployer", "kms:PutKeyPolicy", "key:weights", "", "stacks put it")
    yield row("break-glass", "kms:PutKeyPolicy", "key:weights", "", "on a bad day")
    revoke = ("kms:RevokeGrant", "key:volumes")
    yield row(
        "admin", *revoke, "GrantEnds OnlyBreakGlassRevokesGrants", "disks end with their grant"
    )
    yield row("admin", *revoke, "", "EC2 cleans up for its caller", aws__ViaAWSService="true")
    yield row("break-glass", *revoke, "", "on a bad day")


def _cluster() -> Iterator[Row]:
    good = {
        "eks__endpointPublicAccess": "false",
        "eks__endpointPrivateAccess": "true",
        "eks__controlPlaneEgressMode": "CUSTOMER_ROUTED",
        "eks__authenticationMode": "API",
        "eks__bootstrapClusterCreatorAdminPermissions": "false",
        "eks__bootstrapSelfManagedAddons": "false",
        "eks__encryptionConfigProviderKeyArns": ["arn:{partition}:kms:{region}:{account}:key/c"],
        "eks__kubernetesVersion": "1.36",
        "eks__deletionProtection": "true",
        "eks__computeConfigEnabled": "false",
    }
    yield row("deployer", "eks:CreateCluster", "", "", "the cluster as the kit makes it", **good)
    for changed, value, stopped_by in (
        ("eks__endpointPublicAccess", "true", "PublicClusters"),
        ("eks__endpointPublicAccess", None, "PublicClusters"),
        ("eks__endpointPrivateAccess", "false", "HiddenClusters"),
        ("eks__endpointPrivateAccess", None, "HiddenClusters"),
        ("eks__controlPlaneEgressMode", "AWS_MANAGED", "EgressAtCreate"),
        ("eks__authenticationMode", "API_AND_CONFIG_MAP", "EntriesAtCreate"),
        ("eks__bootstrapClusterCreatorAdminPermissions", "true", "ClusterCreators"),
        ("eks__bootstrapClusterCreatorAdminPermissions", None, "ClusterCreators"),
        ("eks__bootstrapSelfManagedAddons", "true", "ClusterDefaults"),
        ("eks__bootstrapSelfManagedAddons", None, "ClusterDefaults"),
        ("eks__computeConfigEnabled", "true", "ClusterAutoMode"),
        ("eks__encryptionConfigProviderKeyArns", None, "ClusterKey"),
        (
            "eks__encryptionConfigProviderKeyArns",
            ["arn:{partition}:kms:{region}:{stranger}:key/c"],
            "ClusterForeignKey",
        ),
        ("eks__kubernetesVersion", "1.30", "ClusterVersions"),
        ("eks__deletionProtection", "false", "ClusterEnds"),
        ("eks__deletionProtection", None, "ClusterEnds"),
        ("eks__computeConfigEnabled", "true", "ClusterAutoMode"),
    ):
        yield row(
            "deployer", "eks:CreateCluster", "", stopped_by, f"its {changed[5:]} is {value}",
            **(good | {changed: value}),
        )  # fmt: skip
    yield row(
        "deployer", "eks:CreateCluster", "", "", "an account without a production site",
        **(good | {"eks__deletionProtection": "false", "aws__PrincipalAccount": "{colleague}"}),
    )  # fmt: skip
    yield from _cluster_updates()


def _cluster_updates() -> Iterator[Row]:
    update = ("deployer", "eks:UpdateClusterConfig", "eks:cluster/{cluster}")
    yield row(*update, "", "an update that speaks of none of it")
    for changed, value, stopped_by in (
        ("eks__endpointPublicAccess", "true", "PublicAtUpdate"),
        ("eks__endpointPrivateAccess", "false", "HiddenAtUpdate"),
        ("eks__controlPlaneEgressMode", "AWS_MANAGED", "EgressAtUpdate"),
        ("eks__authenticationMode", "CONFIG_MAP", "EntriesAtUpdate"),
        ("eks__computeConfigEnabled", "true", "ClusterAutoMode"),
        ("eks__deletionProtection", "false", "ClusterProtection"),
        ("eks__computeConfigEnabled", "true", "ClusterAutoMode"),
    ):
        yield row(*update, stopped_by, f"{changed[5:]} would be {value}", **{changed: value})
    for changed, value in (
        ("eks__controlPlaneEgressMode", "CUSTOMER_ROUTED"),
        ("eks__authenticationMode", "API"),
        ("eks__deletionProtection", "true"),
        ("eks__endpointPublicAccess", "false"),
        ("eks__endpointPrivateAccess", "true"),
        ("eks__computeConfigEnabled", "false"),
    ):
        yield row(*update, "", f"{changed[5:]} stays {value}", **{changed: value})
    yield row(
        "break-glass", *update[1:], "", "break-glass takes the cluster down",
        eks__deletionProtection="false",
    )  # fmt: skip
    newer = ("deployer", "eks:UpdateClusterVersion", "eks:cluster/{cluster}")
    for version in supported_versions(eks().versions.seen):
        yield row(*newer, "", "a version that is supported", eks__kubernetesVersion=version)
    for version in ("1.30", "1.33"):
        yield row(*newer, "ClusterVersions", "one that is not", eks__kubernetesVersion=version)
    key = ("deployer", "eks:AssociateEncryptionConfig", "eks:cluster/{cluster}")
    yield row(
        *key, "", "our own key",
        eks__encryptionConfigProviderKeyArns=["arn:{partition}:kms:{region}:{account}:key/c"],
    )  # fmt: skip
    yield row(
        *key, "ClusterForeignKey", "somebody else's key",
        eks__encryptionConfigProviderKeyArns=["arn:{partition}:kms:{region}:{stranger}:key/c"],
    )  # fmt: skip


def _controls() -> Iterator[Row]:
    for who in ("deployer", "break-glass"):
        yield row(who, "cloudtrail:UpdateTrail", "", "", "stacks change the trail, and break-glass")
        yield row(who, "s3:PutBucketPublicAccessBlock", "bucket:audit", "", "stacks close buckets")
    for role in ("break-glass", "deployer"):
        for action in _TRUSTED.split():
            named = " SiteRoles" if role == "deployer" else ""
            yield row(
                "admin", action, f"role:{role}", f"TrustedRoles{named}",
                "a trusted role stays as it is",
            )  # fmt: skip
        yield row(
            "deployer", "iam:PutRolePolicy", f"role:{role}", "TrustedRoles", "not even by itself"
        )
        yield row("break-glass", "iam:PutRolePolicy", f"role:{role}", "", "on a bad day")
    yield row("admin", "iam:PutRolePolicy", "role:other", "", "other roles")
    for action in (
        "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
    ):  # fmt: skip
        for who in ("admin", "deployer"):
            yield row(who, action, "iam:policy/{slug}-boundary", "Boundaries", "it binds all roles")
        yield row("break-glass", action, "iam:policy/{slug}-boundary", "", "on a bad day")
        yield row("admin", action, "iam:policy/other", "", "other policies")
    yield row("root", "ec2:DescribeVpcs", "", "Root", "nobody works as root")
    yield row(
        "root", "ec2:DescribeVpcs", "", "", "a session of the management account for one task",
        aws__AssumedRoot="true",
    )  # fmt: skip
    yield row(
        "admin", "s3:BypassGovernanceRetention", "bucket:audit/seals/1", "Records",
        "locks hold",
    )  # fmt: skip
