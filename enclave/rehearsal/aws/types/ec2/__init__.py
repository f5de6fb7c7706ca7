"""EC2: networks, security groups, endpoints and their services, instances, templates, flow logs."""

from enclave.rehearsal.aws.types.ec2 import (
    endpoints,
    flow_logs,
    instances,
    launch_templates,
    network,
    security_groups,
    services,
    tags,
)

TYPES = (
    network.TYPES
    + security_groups.TYPES
    + endpoints.TYPES
    + services.TYPES
    + instances.TYPES
    + launch_templates.TYPES
    + flow_logs.TYPES
    + tags.TYPES
)
