"""The runner of a site, and the one session that may be held on it."""

import pulumi

from enclave.derive.keys import Purpose, key_name
from enclave.derive.runner import runner, tunnel_document_name
from enclave.derive.security_groups import Group
from enclave.derive.subnets import SubnetRole
from enclave.derive.workloads import RoleKey

from ...components.enclave_security_groups import EnclaveSecurityGroups
from ...components.isolated_network import IsolatedNetwork
from ...components.runner import Runner, RunnerArgs
from ...components.session_documents import SessionDocuments, SessionDocumentsArgs
from ...supplied import RUNNER_IMAGE, given
from .roles import Roles
from .site import Cloud
from .storage import Keys


def declare_runner(
    cloud: Cloud,
    network: IsolatedNetwork,
    groups: EnclaveSecurityGroups,
    site_keys: Keys,
    site_roles: Roles,
) -> None:
    """Declare the runner in the first zone, under its own role, on a volume with the site's key."""
    key = key_name(cloud.declaration, cloud.site, Purpose.VOLUMES, None)
    Runner(
        "runner",
        RunnerArgs(
            spec=runner(cloud.declaration, cloud.site),
            image=given(cloud.settings.supplied.runner_image, RUNNER_IMAGE),
            profile=site_roles[RoleKey.RUNNER].instance_profile,
            subnet_id=network.subnet_ids[SubnetRole.WORKLOAD][0],
            security_group_id=groups.ids[Group.RUNNER],
            key_arn=site_keys[key].arn,
            lasting=cloud.settings.lasting,
        ),
        cloud.options(),
    )


def declare_sessions(cloud: Cloud, endpoint: pulumi.Input[str]) -> None:
    """Declare what sessions are; `endpoint` is the URL of the cluster's API."""
    SessionDocuments(
        "sessions",
        SessionDocumentsArgs(
            tunnel_name=tunnel_document_name(cloud.declaration, cloud.site), endpoint=endpoint
        ),
        cloud.options(),
    )
