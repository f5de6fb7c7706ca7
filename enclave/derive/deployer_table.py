"""What the provider calls of AWS for each resource type of a site's cloud layer.

Read from the provider's own code (terraform-provider-aws, which pulumi-aws 7.51.1 carries), since
neither documents it; what a live account asks for beside it stands in no source: check live.
"""

from enclave.derive.network_calls import NETWORK
from enclave.derive.service_calls import SERVICES
from enclave.derive.type_calls import TypeCalls

TABLE: dict[str, TypeCalls] = NETWORK | SERVICES
