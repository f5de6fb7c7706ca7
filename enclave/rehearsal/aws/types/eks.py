"""EKS: clusters and node groups; moto 5.2.5 lacks the rest, which is recorded.

moto makes no security group for a cluster. EKS does, open outwards, so the stand-in makes it: what
takes its rules away then has some to take.
"""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text

EKS = Service(
    name="eks",
    gone=re.compile(r"ResourceNotFoundException"),
    tag=Call(operation="TagResource", parameters={"resourceArn": "it.arn", "tags": "tag_map"}),
    untag=Call(
        operation="UntagResource", parameters={"resourceArn": "it.arn", "tagKeys": "removed"}
    ),
)

_GROUP_NAME = "join('', ['eks-cluster-sg-', in.name, '-1'])"
_FIND_GROUP = Call(
    service="ec2",
    operation="DescribeSecurityGroups",
    parameters={"Filters": f"[{{Name: 'group-name', Values: [{_GROUP_NAME}]}}]"},
)
_VPC = """in.vpcConfig.{
    subnetIds: subnetIds, securityGroupIds: securityGroupIds,
    endpointPrivateAccess: endpointPrivateAccess, endpointPublicAccess: endpointPublicAccess,
    controlPlaneEgressMode: controlPlaneEgressMode}"""
_LOGGING = "{clusterLogging: [{types: in.enabledClusterLogTypes, enabled: `true`}]}"

CLUSTER = Resource(
    type="aws:eks/cluster:Cluster",
    service=EKS,
    create=Call(
        operation="CreateCluster",
        parameters={
            "name": "in.name",
            "version": "in.version",
            "roleArn": "in.roleArn",
            "resourcesVpcConfig": _VPC,
            "kubernetesNetworkConfig": """in.kubernetesNetworkConfig.{
                ipFamily: ipFamily, serviceIpv4Cidr: serviceIpv4Cidr}""",
            "encryptionConfig": "[in.encryptionConfig]",
            "accessConfig": "in.accessConfig",
            "bootstrapSelfManagedAddons": "in.bootstrapSelfManagedAddons",
            "logging": _LOGGING,
            "upgradePolicy": "in.upgradePolicy",
            "deletionProtection": "in.deletionProtection",
            "tags": "tag_map",
        },
    ),
    id="in.name",
    exists="ResourceInUseException",
    names={"name"},
    autoname="name",
    taggable=True,
    after_create=(
        Call(
            service="ec2",
            operation="CreateSecurityGroup",
            listed=Call(
                service="ec2",
                operation="DescribeSubnets",
                listed=_FIND_GROUP,
                each="choose(answer.SecurityGroups, `[]`, ['missing'])",
                parameters={"SubnetIds": "in.vpcConfig.subnetIds"},
            ),
            each="[answer.Subnets[0]]",
            parameters={
                "GroupName": _GROUP_NAME,
                "Description": "'EKS created security group'",
                "VpcId": "item.VpcId",
            },
        ),
        Call(
            service="ec2",
            operation="AuthorizeSecurityGroupIngress",
            listed=_FIND_GROUP,
            each="answer.SecurityGroups[?!IpPermissions]",
            parameters={
                "GroupId": "item.GroupId",
                "IpPermissions": """[{
                    IpProtocol: '-1', UserIdGroupPairs: [{GroupId: item.GroupId}]}]""",
            },
        ),
    ),
    looks=(
        Look(
            call=Call(operation="DescribeCluster", parameters={"name": "id"}),
            at="answer.cluster",
            gives={
                "name": "it.name",
                "arn": "it.arn",
                "version": "it.version",
                "roleArn": "it.roleArn",
                "vpcConfig": "it.resourcesVpcConfig",
                "kubernetesNetworkConfig": "it.kubernetesNetworkConfig",
                "encryptionConfig": "it.encryptionConfig[0]",
                "enabledClusterLogTypes": "it.logging.clusterLogging[?enabled].types[]",
                "endpoint": "without_end(it.endpoint, '/')",  # EKS tells none
                "certificateAuthority": "it.certificateAuthority",
                "identities": "[{oidcs: [it.identity.oidc]}]",
                "platformVersion": "it.platformVersion",
                "status": "it.status",
                "tags": "it.tags",
            },
        ),
        Look(call=_FIND_GROUP, at="answer.SecurityGroups[0]"),
    ),
    steps=(
        Step(
            properties={"vpcConfig"},
            calls=(
                Call(
                    operation="UpdateClusterConfig",
                    parameters={"name": "id", "resourcesVpcConfig": _VPC},
                ),
            ),
        ),
        Step(
            properties={"enabledClusterLogTypes"},
            calls=(
                Call(
                    operation="UpdateClusterConfig", parameters={"name": "id", "logging": _LOGGING}
                ),
            ),
        ),
        Step(
            properties={"accessConfig", "deletionProtection", "upgradePolicy"},
            calls=(
                Call(
                    operation="UpdateClusterConfig",
                    parameters={
                        "name": "id",
                        "accessConfig": "in.accessConfig.{authenticationMode: authenticationMode}",
                        "deletionProtection": "in.deletionProtection",
                        "upgradePolicy": "in.upgradePolicy",
                    },
                ),
            ),
        ),
    ),
    delete=(
        Call(operation="DeleteCluster", parameters={"name": "id"}),
        Call(
            service="ec2",
            operation="DeleteSecurityGroup",
            listed=_FIND_GROUP,
            each="answer.SecurityGroups",
            parameters={"GroupId": "item.GroupId"},
        ),
    ),
    replace_on={
        "bootstrapSelfManagedAddons",
        "encryptionConfig",
        "kubernetesNetworkConfig",
        "name",
        "roleArn",
    },
    unread={
        "accessConfig",
        "bootstrapSelfManagedAddons",
        "deletionProtection",
        "upgradePolicy",
    },
    unchangeable={"version": "moto has no UpdateClusterVersion"},
    computed={"version", "kubernetesNetworkConfig"},
    outputs={
        "vpcConfig": """merge(now.vpcConfig, {
            clusterSecurityGroupId: looks[1].GroupId, vpcId: looks[1].VpcId})"""
    },
)

_UPDATE_GROUP = {"clusterName": "in.clusterName", "nodegroupName": "in.nodeGroupName"}
NODE_GROUP = Resource(
    type="aws:eks/nodeGroup:NodeGroup",
    service=EKS,
    create=Call(
        operation="CreateNodegroup",
        parameters={
            "clusterName": "in.clusterName",
            "nodegroupName": "in.nodeGroupName",
            "nodeRole": "in.nodeRoleArn",
            "subnets": "in.subnetIds",
            "version": "in.version",
            "amiType": "in.amiType",
            "capacityType": "in.capacityType",
            "launchTemplate": "in.launchTemplate",
            "scalingConfig": "in.scalingConfig",
            "updateConfig": "in.updateConfig",
            "labels": "in.labels",
            "taints": "in.taints",
            "tags": "tag_map",
        },
    ),
    id=Text("{in[clusterName]}:{in[nodeGroupName]}"),
    exists="ResourceInUseException",
    names={"clusterName", "nodeGroupName"},
    autoname="nodeGroupName",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeNodegroup", parameters=_UPDATE_GROUP),
            at="answer.nodegroup.merge(@, {arn: nodegroupArn})",
            gives={
                "clusterName": "it.clusterName",
                "nodeGroupName": "it.nodegroupName",
                "arn": "it.arn",
                "nodeRoleArn": "it.nodeRole",
                "subnetIds": "it.subnets",
                "version": "it.version",
                "amiType": "it.amiType",
                "capacityType": "it.capacityType",
                # moto adds the name, which the API does not take beside the id
                "launchTemplate": "it.launchTemplate.{id: id, version: version}",
                "scalingConfig": "it.scalingConfig",
                "updateConfig": "it.updateConfig",
                "labels": "it.labels",
                "taints": "it.taints",
                "status": "it.status",
                "tags": "it.tags",
            },
        ),
    ),
    steps=(
        Step(
            properties={"scalingConfig", "updateConfig"},  # moto drops the second at first
            calls=(
                Call(
                    operation="UpdateNodegroupConfig",
                    parameters={
                        **_UPDATE_GROUP,
                        "scalingConfig": "in.scalingConfig",
                        "updateConfig": "in.updateConfig",
                    },
                ),
            ),
        ),
        Step(
            properties={"labels", "taints"},
            calls=(
                Call(
                    operation="UpdateNodegroupConfig",
                    parameters={
                        **_UPDATE_GROUP,
                        "labels": """{
                            addOrUpdateLabels: in.labels, removeLabels: minus(
                                keys(now.labels || `{}`), keys(in.labels || `{}`))}""",
                        "taints": """{
                            addOrUpdateTaints: in.taints,
                            removeTaints: minus(now.taints, in.taints)}""",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteNodegroup", parameters=_UPDATE_GROUP),),
    replace_on={
        "amiType",
        "capacityType",
        "clusterName",
        "nodeGroupName",
        "nodeRoleArn",
        "subnetIds",
    },
    unchangeable={
        "launchTemplate": "moto has no UpdateNodegroupVersion",
        "version": "moto has no UpdateNodegroupVersion",
    },
    computed={"amiType", "capacityType", "version"},
)

ADD_ON = Resource(
    type="aws:eks/addon:Addon",
    service=EKS,
    recorded=True,
    create=Call(
        operation="CreateAddon",
        parameters={
            "clusterName": "in.clusterName",
            "addonName": "in.addonName",
            "configurationValues": "in.configurationValues",
            "resolveConflicts": "in.resolveConflictsOnCreate",
            "tags": "tag_map",
        },
    ),
    id=Text("{in[clusterName]}:{in[addonName]}"),
    names={"clusterName", "addonName"},
    taggable=True,
    steps=(
        Step(
            properties={"configurationValues"},
            calls=(
                Call(
                    operation="UpdateAddon",
                    parameters={
                        "clusterName": "in.clusterName",
                        "addonName": "in.addonName",
                        "configurationValues": "in.configurationValues",
                        "resolveConflicts": "in.resolveConflictsOnUpdate",
                    },
                ),
            ),
        ),
    ),
    replace_on={"clusterName", "addonName"},
    local={"preserve", "resolveConflictsOnCreate", "resolveConflictsOnUpdate"},
    outputs={
        "arn": Text(
            "arn:{partition}:eks:{region}:{account}:addon/{in[clusterName]}/{in[addonName]}"
        )
    },
)

ACCESS_ENTRY = Resource(
    type="aws:eks/accessEntry:AccessEntry",
    service=EKS,
    recorded=True,
    create=Call(
        operation="CreateAccessEntry",
        parameters={
            "clusterName": "in.clusterName",
            "principalArn": "in.principalArn",
            "type": "in.type",
            "tags": "tag_map",
        },
    ),
    id=Text("{in[clusterName]}:{in[principalArn]}"),
    names={"clusterName", "principalArn"},
    taggable=True,
    replace_on={"clusterName", "principalArn", "type"},
)

ACCESS_POLICY = Resource(
    type="aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    service=EKS,
    recorded=True,
    create=Call(
        operation="AssociateAccessPolicy",
        parameters={
            "clusterName": "in.clusterName",
            "principalArn": "in.principalArn",
            "policyArn": "in.policyArn",
            "accessScope": "in.accessScope",
        },
    ),
    id=Text("{in[clusterName]}#{in[principalArn]}#{in[policyArn]}"),
    names={"clusterName", "principalArn", "policyArn"},
    replace_on={"accessScope", "clusterName", "policyArn", "principalArn"},
)

POD_IDENTITY = Resource(
    type="aws:eks/podIdentityAssociation:PodIdentityAssociation",
    service=EKS,
    recorded=True,
    create=Call(
        operation="CreatePodIdentityAssociation",
        parameters={
            "clusterName": "in.clusterName",
            "namespace": "in.namespace",
            "serviceAccount": "in.serviceAccount",
            "roleArn": "in.roleArn",
            "disableSessionTags": "in.disableSessionTags",
            "tags": "tag_map",
        },
    ),
    id=Text("a-{fresh}"),
    names={"clusterName", "namespace", "serviceAccount"},
    taggable=True,
    steps=(
        Step(
            properties={"disableSessionTags", "roleArn"},
            calls=(
                Call(
                    operation="UpdatePodIdentityAssociation",
                    parameters={
                        "clusterName": "in.clusterName",
                        "associationId": "id",
                        "roleArn": "in.roleArn",
                        "disableSessionTags": "in.disableSessionTags",
                    },
                ),
            ),
        ),
    ),
    replace_on={"clusterName", "namespace", "serviceAccount"},
    outputs={
        "associationId": "id",
        "associationArn": Text(
            "arn:{partition}:eks:{region}:{account}:podidentityassociation/{in[clusterName]}/{id}"
        ),
    },
)

TYPES = (CLUSTER, NODE_GROUP, ADD_ON, ACCESS_ENTRY, ACCESS_POLICY, POD_IDENTITY)
