"""EC2: networks, security groups, endpoints and flow logs."""

from enclave.rehearsal.aws.types.ec2 import endpoints, flow_logs, network, security_groups

TYPES = network.TYPES + security_groups.TYPES + endpoints.TYPES + flow_logs.TYPES
