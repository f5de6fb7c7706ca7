"""The runner of a cloud site, and the one session that may be held on it: a tunnel to the cluster.

The operator may start sessions by the tunnel's document alone (its policy says so), and the
document leads to the cluster's API and nowhere else; the deployer, who writes it, starts none. What
goes through it is the TLS of that API. Session Manager itself neither encrypts port sessions with a
key of ours nor logs what they carry (amazon-ssm-agent, sessionplugin.go; its user guide,
session-manager-logging): that a session was started stands in the trail.
"""

from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.ends import Role
from enclave.derive.names import resource_name
from enclave.derive.placement import cloud_placement
from enclave.derive.policy_documents import Document
from enclave.derive.structure import Port
from enclave.problems import Problem

PREFERENCES_DOCUMENT = "SSM-SessionManagerRunShell"  # the one that Session Manager reads by itself
TIME_BOX_MINUTES = 60
IDLE_MINUTES = 15
_SESSION_SCHEMA = "1.0"
_PORT = r"^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$"


@dataclass(frozen=True, kw_only=True)
class RunnerSpec:
    """One instance: `volume_gib` is the size of its root volume.

    Of x86_64, as the image has to be, and of a type that encrypts its traffic to others of its
    kind.
    """

    name: str
    instance_type: str
    volume_gib: int


def runner(declaration: Declaration, site: str) -> RunnerSpec:
    """The runner of a cloud site. Raises Problem for a data centre."""
    cloud_placement(declaration, site)  # refuses a data centre
    return RunnerSpec(
        name=resource_name(declaration, site, Role.RUNNER),
        instance_type="m7i.large",
        volume_gib=20,
    )


def tunnel_document_name(declaration: Declaration, site: str) -> str:
    """Name of the session document that an operator may start, and no other."""
    return resource_name(declaration, site, "tunnel")


def tunnel_document(endpoint: str) -> Document:
    """The session document: from a port of one's own machine to a cluster's API.

    `endpoint` is the URL of the API. Raises Problem for anything but an https URL of a host alone.
    """
    scheme, _, host = endpoint.partition("://")
    if scheme != "https" or not host or set(host) & set("/:{}* "):
        raise Problem(
            where="session document",
            problem=f"{endpoint} is not the URL of a cluster's API",
            fix="give https:// and the host that EKS tells",
        )
    return {
        "schemaVersion": _SESSION_SCHEMA,
        "description": "Tunnel to the API of the cluster, and to nothing else",
        "sessionType": "Port",
        "parameters": {
            "localPortNumber": {
                "type": "String",
                "description": "Port on the own machine",
                "default": str(int(Port.KUBERNETES_API)),
                "allowedPattern": _PORT,
            }
        },
        "properties": {
            "type": "LocalPortForwarding",
            "host": host,
            "portNumber": str(int(Port.HTTPS)),
            "localPortNumber": "{{ localPortNumber }}",
        },
    }


def session_preferences() -> Document:
    """What Session Manager holds every session of the account to: an end, and a shorter one idle.

    A shell by this document ends at once; documents of others bring their own. Shells have no log
    group: the runner reaches no endpoint of logs. Whether the two limits hold port sessions too is
    not documented: check live.
    """
    return {
        "schemaVersion": _SESSION_SCHEMA,
        "description": "Sessions end, idle ones sooner",
        "sessionType": "Standard_Stream",
        "inputs": {
            "idleSessionTimeout": str(IDLE_MINUTES),
            "maxSessionDuration": str(TIME_BOX_MINUTES),
            "runAsEnabled": False,
            # What a shell begins with: one by this document ends before anybody types.
            "shellProfile": {"linux": "exit", "windows": "exit"},
        },
    }
