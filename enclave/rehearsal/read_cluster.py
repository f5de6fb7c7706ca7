"""Clusters and node groups of a site as they stand, read with the SDK."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Nodes:
    """A node group, and the default version of the template that its machines start from."""

    image: str
    version: str
    capacity: str
    sizes: tuple[int, int, int]
    """Fewest, most, wanted."""
    labels: Mapping[str, str]
    taints: frozenset[tuple[str, str, str]]
    """Key, value, effect."""
    role: str
    instance_type: str | None
    groups: frozenset[str]
    tokens_only: bool
    """Metadata is told to who holds a token (IMDSv2)."""
    hops: int
    key_pair: bool
    volume_keys: frozenset[str | None]
    """ARNs of the keys of its volumes; None for a volume that is not encrypted by one."""
    user_data: str
    reservation: str | None


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A cluster in the site's network, whoever made it."""

    version: str
    private: bool
    """Its network alone reaches its API."""
    egress_mode: str | None
    key: str | None
    logs: frozenset[str]
    groups: frozenset[str]
    services: IPv4Network | None
    role: str
    nodes: Mapping[str, Nodes]


def read_clusters(
    eks: Any,  # noqa: ANN401  botocore has no types
    ec2: Any,  # noqa: ANN401  botocore has no types
    *,
    subnets: Sequence[str],
    groups: Mapping[str, str],
) -> dict[str, Cluster]:
    """Return the clusters that have a subnet of these, with all their node groups, by name."""
    names = [n for page in eks.get_paginator("list_clusters").paginate() for n in page["clusters"]]
    found = {name: eks.describe_cluster(name=name)["cluster"] for name in names}
    return {
        name: _cluster(cluster, groups, _nodes(eks, ec2, name, groups))
        for name, cluster in found.items()
        if set(cluster["resourcesVpcConfig"]["subnetIds"]) & set(subnets)
    }


def _cluster(
    found: Mapping[str, Any], groups: Mapping[str, str], nodes: Iterator[tuple[str, Nodes]]
) -> Cluster:
    network = found["resourcesVpcConfig"]
    services = found["kubernetesNetworkConfig"].get("serviceIpv4Cidr")
    logging = found.get("logging", {}).get("clusterLogging", ())
    keys = (each["provider"]["keyArn"] for each in found.get("encryptionConfig", ()))
    return Cluster(
        version=found["version"],
        private=network.get("endpointPrivateAccess", False)
        and not network.get("endpointPublicAccess", True),
        egress_mode=network.get("controlPlaneEgressMode"),
        key=next(keys, None),
        logs=frozenset(kind for each in logging if each["enabled"] for kind in each["types"]),
        groups=frozenset(groups.get(g, g) for g in network.get("securityGroupIds", ())),
        services=services and IPv4Network(services),
        role=_name(found["roleArn"]),
        nodes=dict(nodes),
    )


def _nodes(
    eks: Any,  # noqa: ANN401  botocore has no types
    ec2: Any,  # noqa: ANN401  botocore has no types
    cluster: str,
    groups: Mapping[str, str],
) -> Iterator[tuple[str, Nodes]]:
    pages = eks.get_paginator("list_nodegroups").paginate(clusterName=cluster)
    for name in (name for page in pages for name in page["nodegroups"]):
        told = eks.describe_nodegroup(clusterName=cluster, nodegroupName=name)["nodegroup"]
        yield name, _group(told, _template(ec2, told.get("launchTemplate")), groups)


def _template(ec2: Any, used: Mapping[str, str] | None) -> Mapping[str, Any]:  # noqa: ANN401  botocore has no types
    if used is None:
        return {}
    (version,) = ec2.describe_launch_template_versions(
        LaunchTemplateId=used["id"], Versions=[used["version"]]
    )["LaunchTemplateVersions"]
    data: Mapping[str, Any] = version["LaunchTemplateData"]
    return data


def _group(
    told: Mapping[str, Any], template: Mapping[str, Any], groups: Mapping[str, str]
) -> Nodes:
    scaling, metadata = told["scalingConfig"], template.get("MetadataOptions", {})
    target = template.get("CapacityReservationSpecification", {}).get("CapacityReservationTarget")
    volumes = [each.get("Ebs", {}) for each in template.get("BlockDeviceMappings", ())]
    return Nodes(
        image=told["amiType"],
        version=told["version"],
        capacity=told["capacityType"],
        sizes=(scaling["minSize"], scaling["maxSize"], scaling["desiredSize"]),
        labels=told.get("labels", {}),
        taints=frozenset((t["key"], t.get("value", ""), t["effect"]) for t in told["taints"]),
        role=_name(told["nodeRole"]),
        instance_type=template.get("InstanceType"),
        groups=frozenset(groups.get(g, g) for g in template.get("SecurityGroupIds", ())),
        tokens_only=metadata.get("HttpTokens") == "required",
        hops=metadata.get("HttpPutResponseHopLimit", 0),
        key_pair="KeyName" in template,
        volume_keys=frozenset(
            volume.get("KmsKeyId") if volume.get("Encrypted") else None for volume in volumes
        ),
        user_data=base64.b64decode(template.get("UserData", "")).decode(),
        reservation=target and target.get("CapacityReservationId"),
    )


def _name(arn: str) -> str:
    return arn.rpartition("/")[2]
