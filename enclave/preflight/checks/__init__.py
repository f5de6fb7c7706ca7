"""The checks of preflight, in the order in which they look."""

from enclave.preflight.check import Check
from enclave.preflight.checks import (
    clashing_names,
    default_network,
    endpoint_services,
    existing_policies,
    fips_hosts,
    instance_offers,
    kubernetes_version,
    policy_types,
    quotas,
    region_enabled,
)

CHECKS: tuple[Check, ...] = (
    region_enabled.CHECK,
    policy_types.CHECK,
    existing_policies.CHECK,
    quotas.CHECK,
    instance_offers.CHECK,
    endpoint_services.CHECK,
    fips_hosts.CHECK,
    kubernetes_version.CHECK,
    default_network.CHECK,
    clashing_names.CHECK,
)
