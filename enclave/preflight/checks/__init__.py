"""The checks of preflight, in the order in which they look."""

from enclave.preflight.check import Check
from enclave.preflight.checks import (
    break_glass,
    capacity,
    clashing_names,
    declarative_policy,
    default_network,
    endpoint_services,
    existing_policies,
    fips_hosts,
    instance_offers,
    kubernetes_version,
    policy_room,
    policy_types,
    quotas,
    region_enabled,
    role_policies,
)

CHECKS: tuple[Check, ...] = (
    region_enabled.CHECK,
    policy_types.CHECK,
    existing_policies.CHECK,
    policy_room.CHECK,
    declarative_policy.CHECK,
    role_policies.CHECK,
    break_glass.CHECK,
    quotas.CHECK,
    instance_offers.CHECK,
    capacity.CHECK,
    endpoint_services.CHECK,
    fips_hosts.CHECK,
    kubernetes_version.CHECK,
    default_network.CHECK,
    clashing_names.CHECK,
)
