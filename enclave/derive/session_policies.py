"""Who may hold a session on a site's runner, and by which document: the tunnel's, and no other.

For the people who serve the cluster from outside: the role `operator`, or another that the policy
is attached to. There the deny holds whatever else they may do: without it another permission for
sessions would open a shell.
"""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.policy_documents import Document, Statement, document
from enclave.derive.role_site import RoleSite, allow
from enclave.derive.runner import runner, tunnel_document_name


def session_statements(here: RoleSite) -> Iterator[Statement]:
    """Sessions on the runner by the tunnel's document, and the end of one's own.

    `ssm:SessionDocumentAccessCheck` makes Session Manager look at the document too, where a request
    names none (Systems Manager user guide, getting-started-sessiondocumentaccesscheck).
    """
    start, (instances, tunnel) = ("ssm:StartSession",), _started(here)
    check = {"ssm:SessionDocumentAccessCheck": "true"}
    name = {"ssm:resourceTag/Name": runner(here.declaration, here.site).name}
    on_runner = {"BoolIfExists": check, "StringEquals": name}
    yield allow("OnTheRunner", start, [instances], on_runner)
    yield allow("ByTheTunnel", start, [tunnel])
    own = here.names.arn("ssm", "session/${aws:userid}-*")
    yield allow("OwnSessions", ("ssm:ResumeSession", "ssm:TerminateSession"), [own])


def session_policy(declaration: Declaration, site: str) -> Document:
    """The policy of those who may use the tunnel of a cloud site. Raises Problem for a data centre.

    The same as the role `operator` has, and what keeps others who have it from more.
    """
    aws_names(declaration, site)  # refuses a data centre
    here = RoleSite(declaration=declaration, site=site)
    return document((*session_statements(here), *_limits(here)))


def _limits(here: RoleSite) -> Iterator[Statement]:
    yield {
        "Sid": "NoOtherDocument",
        "Effect": "Deny",
        "Action": ["ssm:StartSession"],
        "NotResource": list(_started(here)),
    }
    commands = ("ssm:SendCommand", "ssm:StartAutomationExecution")
    yield allow("NoCommands", commands) | {"Effect": "Deny"}


def _started(here: RoleSite) -> tuple[str, str]:
    """Machines, and the one document."""
    tunnel = tunnel_document_name(here.declaration, here.site)
    return here.names.arn("ec2", "instance/*"), here.names.arn("ssm", f"document/{tunnel}")
