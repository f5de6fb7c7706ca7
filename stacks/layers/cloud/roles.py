"""Roles of AWS for the workloads, machines and services of a site."""

import json
from collections.abc import Mapping

from enclave.derive.permissions_boundary import boundary_arn
from enclave.derive.roles import RoleSpec, roles

from ...components.service_role import ServiceRole, ServiceRoleArgs
from .site import Cloud

Roles = Mapping[str, ServiceRole]  # by key


def declare_roles(cloud: Cloud) -> Roles:
    """Declare the roles of the site, by key, with the derived policies and no other."""
    return {spec.key: _declare_role(cloud, spec) for spec in roles(cloud.declaration, cloud.site)}


def _declare_role(cloud: Cloud, spec: RoleSpec) -> ServiceRole:
    return ServiceRole(
        f"role-{spec.key}",
        ServiceRoleArgs(
            role_name=spec.name,
            description=spec.description,
            trust=json.dumps(spec.trust),
            policies={name: json.dumps(document) for name, document in spec.policies.items()},
            boundary=boundary_arn(cloud.declaration, cloud.site),
            machine=spec.machine,
        ),
        cloud.options(),
    )
