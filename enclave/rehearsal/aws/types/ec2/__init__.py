"""EC2: networks, security groups, endpoints and endpoint services, instances, flow logs."""

from enclave.rehearsal.aws.types.ec2 import (
    endpoints,
    flow_logs,
    instances,
    network,
    security_groups,
    services,
)

TYPES = (
    network.TYPES
    + security_groups.TYPES
    + endpoints.TYPES
    + services.TYPES
    + instances.TYPES
    + flow_logs.TYPES
)
