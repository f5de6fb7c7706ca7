"""Endpoint services: what others reach through PrivateLink."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, tagged

_CALL = "DescribeVpcEndpointServiceConfigurations"

ENDPOINT_SERVICE = Resource(
    type="aws:ec2/vpcEndpointService:VpcEndpointService",
    service=EC2,
    create=Call(
        operation="CreateVpcEndpointServiceConfiguration",
        parameters={
            "AcceptanceRequired": "in.acceptanceRequired",
            "NetworkLoadBalancerArns": "in.networkLoadBalancerArns",
            "PrivateDnsName": "in.privateDnsName",
            "SupportedIpAddressTypes": "in.supportedIpAddressTypes",
            **tagged("vpc-endpoint-service"),
        },
    ),
    id="answer.ServiceConfiguration.ServiceId",
    find=Find(
        call=Call(operation=_CALL),
        items=f"answer.ServiceConfigurations[].{{id: ServiceId, {MARK}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation=_CALL, parameters={"ServiceIds": "[id]"}),
            at="answer.ServiceConfigurations[0]",
            gives={
                "acceptanceRequired": "it.AcceptanceRequired",
                "networkLoadBalancerArns": "it.NetworkLoadBalancerArns",
                "privateDnsName": "it.PrivateDnsName",
                "serviceName": "it.ServiceName",
                "serviceType": "it.ServiceType[0].ServiceType",
                "state": "it.ServiceState",
                "availabilityZones": "it.AvailabilityZones",
                "tags": "it.Tags",
            },
        ),
        Look(
            call=Call(
                operation="DescribeVpcEndpointServicePermissions", parameters={"ServiceId": "id"}
            ),
            gives={"allowedPrincipals": "answer.AllowedPrincipals[].Principal"},
        ),
    ),
    steps=(
        Step(
            properties={"acceptanceRequired", "privateDnsName"},
            calls=(
                Call(
                    operation="ModifyVpcEndpointServiceConfiguration",
                    parameters={
                        "ServiceId": "id",
                        "AcceptanceRequired": "in.acceptanceRequired",
                        "PrivateDnsName": "in.privateDnsName",
                    },
                ),
            ),
        ),
        Step(
            properties={"allowedPrincipals"},
            calls=(
                Call(
                    operation="ModifyVpcEndpointServicePermissions",
                    parameters={
                        "ServiceId": "id",
                        "AddAllowedPrincipals": (
                            "minus(in.allowedPrincipals, now.allowedPrincipals)"
                        ),
                        "RemoveAllowedPrincipals": (
                            "minus(now.allowedPrincipals, in.allowedPrincipals)"
                        ),
                    },
                ),
            ),
        ),
    ),
    delete=(
        Call(operation="DeleteVpcEndpointServiceConfigurations", parameters={"ServiceIds": "[id]"}),
    ),
    unread={"supportedIpAddressTypes"},
    unchangeable={
        "networkLoadBalancerArns": "a change of load balancers was never tried here",
        "supportedIpAddressTypes": "moto does not keep them",
    },
    computed={"supportedIpAddressTypes"},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:vpc-endpoint-service/{id}")},
)

TYPES = (ENDPOINT_SERVICE,)
