"""Calls for the types of the network: what stands in it, names, and the door."""

from enclave.derive.type_calls import TypeCalls, row

_GROUP = "security-group/sg-1"
_VPC, _SUBNET, _ROUTES = "vpc/vpc-1", "subnet/subnet-1", "route-table/rtb-1"
_LOG_DELIVERY = "logs:CreateLogDelivery"
_NO_LOG_DELIVERY = "logs:DeleteLogDelivery"
_EC2 = {
    "aws:ec2/vpc:Vpc": row(
        "ec2",
        _VPC,
        makes="CreateVpc",
        reads="DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups DescribeVpcAttribute "
        "DescribeVpcs",
        changes="CreateTags DeleteTags ModifyVpcAttribute",
        ends="DeleteVpc",
    ),
    "aws:ec2/subnet:Subnet": row(
        "ec2",
        _SUBNET,
        on=_VPC,
        makes="CreateSubnet",
        reads="DescribeSubnets",
        changes="CreateTags DeleteTags ModifySubnetAttribute",
        ends="DeleteSubnet DescribeNetworkInterfaces",
    ),
    "aws:ec2/routeTable:RouteTable": row(
        "ec2",
        _ROUTES,
        on=_VPC,
        makes="CreateRouteTable",
        reads="DescribeRouteTables",
        changes="CreateTags DeleteTags",
        ends="DeleteRouteTable",
    ),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": row(
        "ec2",
        _ROUTES,
        changes="AssociateRouteTable ReplaceRouteTableAssociation",
        reads="DescribeRouteTables",
        ends="DisassociateRouteTable",
    ),
    "aws:ec2/securityGroup:SecurityGroup": row(
        "ec2",
        _GROUP,
        on=_VPC,
        makes="CreateSecurityGroup",
        reads="DescribeSecurityGroups",
        changes="CreateTags DeleteTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
        ends="DeleteSecurityGroup DescribeNetworkInterfaces DescribeSecurityGroupRules",
    ),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": row(
        "ec2",
        _GROUP,
        reads="DescribeSecurityGroups",
        changes="CreateTags DeleteTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
    "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": row(
        "ec2",
        _GROUP,
        reads="DescribeSecurityGroupRules",
        changes="RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
    "aws:ec2/tag:Tag": row("ec2", _GROUP, reads="DescribeTags", changes="CreateTags DeleteTags"),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": row(
        "ec2",
        "security-group-rule/sgr-1",
        on=_GROUP,
        makes="AuthorizeSecurityGroupIngress",
        reads="DescribeSecurityGroupRules",
        changes="CreateTags DeleteTags ModifySecurityGroupRules",
    ),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": row(
        "ec2",
        "security-group-rule/sgr-1",
        on=_GROUP,
        makes="AuthorizeSecurityGroupEgress",
        reads="DescribeSecurityGroupRules",
        changes="CreateTags DeleteTags ModifySecurityGroupRules",
    ),
    "aws:ec2/vpcEndpoint:VpcEndpoint": row(
        "ec2",
        "vpc-endpoint/vpce-1",
        on=f"{_VPC} {_SUBNET} {_GROUP}",
        makes="CreateVpcEndpoint",
        reads="DescribePrefixLists DescribeVpcEndpoints",
        changes="CreateTags DeleteTags ModifyVpcEndpoint",
        ends="DeleteVpcEndpoints",
    ),
    "aws:ec2/vpcEndpointService:VpcEndpointService": row(
        "ec2",
        "vpc-endpoint-service/vpce-svc-1",
        makes="CreateVpcEndpointServiceConfiguration",
        reads="DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServicePermissions",
        changes="CreateTags DeleteTags ModifyVpcEndpointServiceConfiguration "
        "ModifyVpcEndpointServicePermissions",
        ends="DeleteVpcEndpointServiceConfigurations",
    ),
    "aws:ec2/flowLog:FlowLog": row(
        "ec2",
        "vpc-flow-log/fl-1",
        on=_VPC,
        makes=f"CreateFlowLogs {_LOG_DELIVERY}",
        reads="DescribeFlowLogs",
        changes="CreateTags DeleteTags",
        ends=f"DeleteFlowLogs {_NO_LOG_DELIVERY}",
    ),
    "aws:ec2/launchTemplate:LaunchTemplate": row(
        "ec2",
        "launch-template/lt-1",
        makes="CreateLaunchTemplate",
        reads="DescribeLaunchTemplateVersions DescribeLaunchTemplates",
        changes="CreateLaunchTemplateVersion CreateTags DeleteTags ModifyLaunchTemplate",
        ends="DeleteLaunchTemplate",
    ),
    "aws:ec2/instance:Instance": row(
        "ec2",
        "instance/i-1",
        makes="RunInstances",
        reads="DescribeInstanceAttribute DescribeInstanceCreditSpecifications "
        "DescribeInstanceTypes DescribeInstances DescribeNetworkInterfaces DescribeTags "
        "DescribeVolumes DescribeIamInstanceProfileAssociations",
        changes="CreateTags DeleteTags ModifyInstanceAttribute ModifyInstanceMetadataOptions "
        "MonitorInstances StartInstances StopInstances",
        ends="TerminateInstances",
    ),
    "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": row(
        "ec2",
        "vpc-encryption-control/vpcec-1",
        on=_VPC,
        makes="CreateVpcEncryptionControl",
        reads="DescribeVpcEncryptionControls",
        changes="CreateTags DeleteTags ModifyVpcEncryptionControl",
        ends="DeleteVpcEncryptionControl",
    ),
}
# Settings of the whole account: no resource, and taken back where they may be.
_ACCOUNT = {
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": row(
        "ec2",
        "",
        makes="ModifyVpcBlockPublicAccessOptions",
        reads="DescribeVpcBlockPublicAccessOptions",
    ),
    "aws:ebs/encryptionByDefault:EncryptionByDefault": row(
        "ec2",
        "",
        makes="EnableEbsEncryptionByDefault",
        reads="GetEbsEncryptionByDefault",
        ends="DisableEbsEncryptionByDefault",
        lasting=True,
    ),
    "aws:ebs/defaultKmsKey:DefaultKmsKey": row(
        "ec2",
        "",
        makes="ModifyEbsDefaultKmsKeyId",
        reads="GetEbsDefaultKmsKeyId",
        ends="ResetEbsDefaultKmsKeyId",
        lasting=True,
    ),
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": row(
        "ec2",
        "",
        makes="EnableSnapshotBlockPublicAccess",
        reads="GetSnapshotBlockPublicAccessState",
        ends="DisableSnapshotBlockPublicAccess",
        lasting=True,
    ),
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": row(
        "ec2",
        "",
        makes="EnableImageBlockPublicAccess",
        reads="GetImageBlockPublicAccessState",
    ),
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": row(
        "ec2",
        "",
        makes="ModifyInstanceMetadataDefaults",
        reads="GetInstanceMetadataDefaults",
    ),
    "aws:ec2/allowedImagesSettings:AllowedImagesSettings": row(
        "ec2",
        "",
        makes="EnableAllowedImagesSettings ReplaceImageCriteriaInAllowedImagesSettings",
        reads="GetAllowedImagesSettings",
        ends="DisableAllowedImagesSettings",
        lasting=True,
    ),
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess": row(
        "ec2",
        "",
        makes="DisableSerialConsoleAccess",
        reads="GetSerialConsoleAccessStatus",
    ),
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": row(
        "s3", "", makes="PutAccountPublicAccessBlock", reads="GetAccountPublicAccessBlock"
    ),
}
_NAMES = {
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": row(
        "route53resolver",
        "firewall-domain-list/rslvr-fdl-1",
        makes="CreateFirewallDomainList TagResource",
        reads="GetFirewallDomainList ListFirewallDomains ListTagsForResource",
        changes="TagResource UntagResource UpdateFirewallDomains",
        ends="DeleteFirewallDomainList",
    ),
    "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": row(
        "route53resolver",
        "firewall-rule-group/rslvr-frg-1",
        makes="CreateFirewallRuleGroup TagResource",
        reads="GetFirewallRuleGroup ListTagsForResource",
        changes="TagResource UntagResource",
        ends="DeleteFirewallRuleGroup",
    ),
    "aws:route53/resolverFirewallRule:ResolverFirewallRule": row(
        "route53resolver",
        "firewall-rule-group/rslvr-frg-1",
        on="firewall-domain-list/rslvr-fdl-1",
        makes="CreateFirewallRule",
        reads="ListFirewallRules",
        changes="UpdateFirewallRule",
        ends="DeleteFirewallRule",
    ),
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": row(
        "route53resolver",
        "firewall-rule-group-association/rslvr-frgassoc-1",
        makes="AssociateFirewallRuleGroup TagResource",
        reads="GetFirewallRuleGroupAssociation ListTagsForResource",
        changes="TagResource UntagResource UpdateFirewallRuleGroupAssociation",
        ends="DisassociateFirewallRuleGroup",
    ),
    "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": row(
        "route53resolver",
        "firewall-config/rslvr-fc-1",
        makes="UpdateFirewallConfig",
        reads="GetFirewallConfig ListFirewallConfigs",
    ),
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": row(
        "route53resolver",
        "resolver-query-log-config/rqlc-1",
        makes=f"CreateResolverQueryLogConfig TagResource {_LOG_DELIVERY}",
        reads="GetResolverQueryLogConfig ListTagsForResource",
        changes="TagResource UntagResource",
        ends=f"DeleteResolverQueryLogConfig {_NO_LOG_DELIVERY}",
    ),
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": row(
        "route53resolver",
        "resolver-query-log-config/rqlc-1",
        makes="AssociateResolverQueryLogConfig",
        reads="GetResolverQueryLogConfigAssociation",
        ends="DisassociateResolverQueryLogConfig",
    ),
    "aws:route53/zone:Zone": row(
        "route53",
        "hostedzone/Z1",
        makes="ChangeTagsForResource CreateHostedZone",
        reads="GetDNSSEC GetHostedZone ListTagsForResource",
        changes="ChangeTagsForResource UpdateHostedZoneComment",
        ends="DeleteHostedZone ListResourceRecordSets",
    ),
    "aws:route53/record:Record": row(
        "route53",
        "hostedzone/Z1",
        makes="ChangeResourceRecordSets",
        reads="GetChange GetHostedZone ListResourceRecordSets",
        ends="ChangeResourceRecordSets",
    ),
}
_BALANCER = "loadbalancer/net/{short}-door/1"
_DOOR = {
    "aws:lb/loadBalancer:LoadBalancer": row(
        "elasticloadbalancing",
        _BALANCER,
        makes="AddTags CreateLoadBalancer",
        reads="DescribeCapacityReservation DescribeLoadBalancerAttributes DescribeLoadBalancers "
        "DescribeTags",
        changes="AddTags ModifyLoadBalancerAttributes RemoveTags SetIpAddressType "
        "SetSecurityGroups SetSubnets",
        ends="DeleteLoadBalancer",
    ),
    "aws:lb/targetGroup:TargetGroup": row(
        "elasticloadbalancing",
        "targetgroup/{short}-door/1",
        makes="AddTags CreateTargetGroup",
        reads="DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups",
        changes="AddTags ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags",
        ends="DeleteTargetGroup",
    ),
    "aws:lb/listener:Listener": row(
        "elasticloadbalancing",
        "listener/net/{short}-door/1/2",
        on=_BALANCER,
        makes="AddTags CreateListener",
        reads="DescribeListenerAttributes DescribeListeners DescribeTags",
        changes="AddTags ModifyListener ModifyListenerAttributes RemoveTags",
        ends="DeleteListener",
    ),
    "aws:ssm/document:Document": row(
        "ssm",
        "document/{prefix}-tunnel",
        makes="AddTagsToResource CreateDocument",
        reads="DescribeDocument DescribeDocumentPermission GetDocument ListTagsForResource",
        changes="AddTagsToResource RemoveTagsFromResource",
        # A new version ends the one that was reviewed: a tunnel could become a shell.
        ends="DeleteDocument UpdateDocument UpdateDocumentDefaultVersion",
        lasting=True,
    ),
}

NETWORK: dict[str, TypeCalls] = {**_EC2, **_ACCOUNT, **_NAMES, **_DOOR}
