"""Elastic Load Balancing: network load balancers, their target groups and listeners."""

import re

from enclave.rehearsal.aws.model import MARK_TAG, Call, Find, Look, Resource, Service, Step

ELB = Service(
    name="elbv2",
    gone=re.compile(r"(LoadBalancer|TargetGroup|Listener)NotFound"),
    tag=Call(operation="AddTags", parameters={"ResourceArns": "[id]", "Tags": "tags"}),
    untag=Call(operation="RemoveTags", parameters={"ResourceArns": "[id]", "TagKeys": "removed"}),
)
_TAGS = "answer.TagDescriptions[0].Tags"
_READ_TAGS = Call(operation="DescribeTags", parameters={"ResourceArns": "[id]"})
_TAG_LOOK = Look(call=_READ_TAGS, gives={"tags": _TAGS})
_MARK_LOOK = Look(call=_READ_TAGS, gives={"mark": f"{_TAGS}[?Key == '{MARK_TAG}'].Value | [0]"})


def _attribute(key: str) -> str:
    """Return the expression of an attribute's value, a text."""
    return f"(answer.Attributes[?Key == '{key}'].Value | [0])"


def _said(key: str, value: str) -> str:
    """Return the expression that sets an attribute to a truth or a number."""
    return f"{{Key: '{key}', Value: to_string({value})}}"


LOAD_BALANCER = Resource(
    type="aws:lb/loadBalancer:LoadBalancer",
    service=ELB,
    create=Call(
        operation="CreateLoadBalancer",
        parameters={
            "Name": "in.name",
            "Subnets": "in.subnets",
            "SecurityGroups": "in.securityGroups",
            "Scheme": "choose(in.internal, 'internal', 'internet-facing')",
            "Type": "in.loadBalancerType",
            "IpAddressType": "in.ipAddressType",
            "Tags": "tags",
        },
    ),
    id="answer.LoadBalancers[0].LoadBalancerArn",
    find=Find(
        call=Call(operation="DescribeLoadBalancers"),
        items="answer.LoadBalancers[].{id: LoadBalancerArn}",
        marks=_MARK_LOOK,
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeLoadBalancers", parameters={"LoadBalancerArns": "[id]"}),
            at="answer.LoadBalancers[0]",
            gives={
                "arn": "it.LoadBalancerArn",
                "name": "it.LoadBalancerName",
                "internal": "it.Scheme == 'internal'",
                "loadBalancerType": "it.Type",
                "ipAddressType": "it.IpAddressType",
                "subnets": "it.AvailabilityZones[].SubnetId",
                "securityGroups": "it.SecurityGroups",
                "dnsName": "it.DNSName",
                "vpcId": "it.VpcId",
                "zoneId": "it.CanonicalHostedZoneId",
            },
        ),
        Look(
            call=Call(
                operation="DescribeLoadBalancerAttributes", parameters={"LoadBalancerArn": "id"}
            ),
            gives={
                "enableCrossZoneLoadBalancing": _attribute("load_balancing.cross_zone.enabled")
                + " == 'true'",
                "enableDeletionProtection": _attribute("deletion_protection.enabled")
                + " == 'true'",
                "accessLogs": f"""choose({_attribute("access_logs.s3.enabled")} == 'true',
                    {{enabled: `true`, bucket: {_attribute("access_logs.s3.bucket")}}}, `null`)""",
            },
        ),
        _TAG_LOOK,
    ),
    steps=(
        Step(
            properties={"enableCrossZoneLoadBalancing", "enableDeletionProtection", "accessLogs"},
            calls=(
                Call(
                    operation="ModifyLoadBalancerAttributes",
                    parameters={
                        "LoadBalancerArn": "id",
                        "Attributes": "["
                        + ", ".join(
                            (
                                _said(
                                    "load_balancing.cross_zone.enabled",
                                    "in.enableCrossZoneLoadBalancing || `false`",
                                ),
                                _said(
                                    "deletion_protection.enabled",
                                    "in.enableDeletionProtection || `false`",
                                ),
                                _said("access_logs.s3.enabled", "in.accessLogs.enabled || `false`"),
                                "{Key: 'access_logs.s3.bucket', Value: in.accessLogs.bucket || ''}",
                            )
                        )
                        + "]",
                    },
                ),
            ),
        ),
        Step(
            properties={
                "securityGroups",
                "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
            },
            calls=(
                Call(
                    operation="SetSecurityGroups",
                    parameters={
                        "LoadBalancerArn": "id",
                        "SecurityGroups": "in.securityGroups",
                        "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": (
                            "in.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"
                        ),
                    },
                ),
            ),
        ),
        Step(
            properties={"subnets"},
            calls=(
                Call(
                    operation="SetSubnets",
                    parameters={"LoadBalancerArn": "id", "Subnets": "in.subnets"},
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteLoadBalancer", parameters={"LoadBalancerArn": "id"}),),
    replace_on={"name", "internal", "loadBalancerType"},
    unread={"enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"},
    unchangeable={"ipAddressType": "a change of the kind of addresses was never tried here"},
    computed={"ipAddressType", "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"},
    defaults={
        "loadBalancerType": "application",
        "internal": False,
        "enableDeletionProtection": False,
        "enableCrossZoneLoadBalancing": False,
    },
)

_HEALTH = {
    "HealthCheckEnabled": "in.healthCheck.enabled",
    "HealthCheckProtocol": "in.healthCheck.protocol",
    "HealthCheckPort": "in.healthCheck.port",
    "HealthCheckPath": "in.healthCheck.path",
    "HealthCheckIntervalSeconds": "in.healthCheck.interval",
    "HealthCheckTimeoutSeconds": "in.healthCheck.timeout",
    "HealthyThresholdCount": "in.healthCheck.healthyThreshold",
    "UnhealthyThresholdCount": "in.healthCheck.unhealthyThreshold",
    "Matcher": "in.healthCheck.{HttpCode: matcher}",
}

TARGET_GROUP = Resource(
    type="aws:lb/targetGroup:TargetGroup",
    service=ELB,
    create=Call(
        operation="CreateTargetGroup",
        parameters={
            "Name": "in.name",
            "Protocol": "in.protocol",
            "Port": "in.port",
            "VpcId": "in.vpcId",
            "TargetType": "in.targetType",
            "IpAddressType": "in.ipAddressType",
            "Tags": "tags",
            **_HEALTH,
        },
    ),
    id="answer.TargetGroups[0].TargetGroupArn",
    find=Find(
        call=Call(operation="DescribeTargetGroups"),
        items="answer.TargetGroups[].{id: TargetGroupArn}",
        marks=_MARK_LOOK,
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeTargetGroups", parameters={"TargetGroupArns": "[id]"}),
            at="answer.TargetGroups[0]",
            gives={
                "arn": "it.TargetGroupArn",
                "name": "it.TargetGroupName",
                "protocol": "it.Protocol",
                "port": "it.Port",
                "vpcId": "it.VpcId",
                "targetType": "it.TargetType",
                "ipAddressType": "it.IpAddressType",
                "healthCheck": """it.{enabled: HealthCheckEnabled,
                    protocol: HealthCheckProtocol, port: HealthCheckPort,
                    path: HealthCheckPath, interval: HealthCheckIntervalSeconds,
                    timeout: HealthCheckTimeoutSeconds, healthyThreshold: HealthyThresholdCount,
                    unhealthyThreshold: UnhealthyThresholdCount, matcher: Matcher.HttpCode}""",
            },
        ),
        Look(
            call=Call(
                operation="DescribeTargetGroupAttributes", parameters={"TargetGroupArn": "id"}
            ),
            gives={
                "proxyProtocolV2": _attribute("proxy_protocol_v2.enabled") + " == 'true'",
                "preserveClientIp": _attribute("preserve_client_ip.enabled"),
                "deregistrationDelay": (
                    f"to_number({_attribute('deregistration_delay.timeout_seconds')})"
                ),
                "connectionTermination": _attribute(
                    "deregistration_delay.connection_termination.enabled"
                )
                + " == 'true'",
            },
        ),
        _TAG_LOOK,
    ),
    steps=(
        Step(
            properties={"healthCheck"},
            calls=(
                Call(operation="ModifyTargetGroup", parameters={"TargetGroupArn": "id", **_HEALTH}),
            ),
        ),
        Step(
            properties={
                "proxyProtocolV2",
                "preserveClientIp",
                "deregistrationDelay",
                "connectionTermination",
            },
            calls=(
                Call(
                    operation="ModifyTargetGroupAttributes",
                    parameters={
                        "TargetGroupArn": "id",
                        "Attributes": "["
                        + ", ".join(
                            (
                                _said("proxy_protocol_v2.enabled", "in.proxyProtocolV2"),
                                _said(
                                    "preserve_client_ip.enabled", "in.preserveClientIp || 'false'"
                                ),
                                _said(
                                    "deregistration_delay.timeout_seconds",
                                    "in.deregistrationDelay",
                                ),
                                _said(
                                    "deregistration_delay.connection_termination.enabled",
                                    "in.connectionTermination",
                                ),
                            )
                        )
                        + "]",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteTargetGroup", parameters={"TargetGroupArn": "id"}),),
    replace_on={"name", "protocol", "port", "vpcId", "targetType", "ipAddressType"},
    computed={"ipAddressType", "healthCheck", "preserveClientIp"},
    defaults={
        "proxyProtocolV2": False,
        "deregistrationDelay": 300,
        "connectionTermination": False,
    },
)

LISTENER = Resource(
    type="aws:lb/listener:Listener",
    service=ELB,
    create=Call(
        # Without the certificate: moto looks for it in its own store, where none stands.
        operation="CreateListener",
        parameters={
            "LoadBalancerArn": "in.loadBalancerArn",
            "Protocol": "in.protocol",
            "Port": "in.port",
            "SslPolicy": "in.sslPolicy",
            "DefaultActions": "in.defaultActions[].{Type: type, TargetGroupArn: targetGroupArn}",
            "Tags": "tags",
        },
    ),
    id="answer.Listeners[0].ListenerArn",
    find=Find(
        call=Call(
            operation="DescribeListeners", parameters={"LoadBalancerArn": "in.loadBalancerArn"}
        ),
        items="answer.Listeners[].{id: ListenerArn}",
        marks=_MARK_LOOK,
    ),
    names={"loadBalancerArn", "port"},
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeListeners", parameters={"ListenerArns": "[id]"}),
            at="answer.Listeners[0]",
            gives={
                "arn": "it.ListenerArn",
                "loadBalancerArn": "it.LoadBalancerArn",
                "protocol": "it.Protocol",
                "port": "it.Port",
                "sslPolicy": "it.SslPolicy",
                "defaultActions": (
                    "it.DefaultActions[].{type: Type, targetGroupArn: TargetGroupArn}"
                ),
            },
        ),
        _TAG_LOOK,
    ),
    steps=(
        Step(
            properties={"defaultActions"},
            calls=(
                Call(
                    operation="ModifyListener",
                    parameters={
                        "ListenerArn": "id",
                        "DefaultActions": (
                            "in.defaultActions[].{Type: type, TargetGroupArn: targetGroupArn}"
                        ),
                    },
                ),
            ),
        ),
        Step(
            properties={"port", "protocol"},
            calls=(
                Call(
                    operation="ModifyListener",
                    parameters={
                        "ListenerArn": "id",
                        "Port": "in.port",
                        "Protocol": "in.protocol",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteListener", parameters={"ListenerArn": "id"}),),
    replace_on={"loadBalancerArn"},
    unread={"certificateArn"},
    unchangeable={
        "certificateArn": "moto has no certificate to show",
        "sslPolicy": "moto's ModifyListener knows no FIPS policy",
    },
    computed={"sslPolicy"},
)

TYPES = (LOAD_BALANCER, TARGET_GROUP, LISTENER)
