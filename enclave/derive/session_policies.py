"""Who may hold a session on a site's runner, and by which document: the tunnel's, and no other.

For the people who deploy the platform layer from outside. The deny holds whatever else they may do:
without it another permission for sessions would open a shell.
"""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.policy_documents import Document, document
from enclave.derive.runner import runner, tunnel_document_name


def session_policy(declaration: Declaration, site: str) -> Document:
    """The policy of those who may use the tunnel of a cloud site. Raises Problem for a data centre.

    `ssm:SessionDocumentAccessCheck` makes Session Manager look at the document too, where a request
    names none (Systems Manager user guide, getting-started-sessiondocumentaccesscheck).
    """
    names = aws_names(declaration, site)
    instances = names.arn("ec2", "instance/*")
    tunnel = names.arn("ssm", f"document/{tunnel_document_name(declaration, site)}")
    return document(
        (
            {
                "Sid": "OnTheRunner",
                "Effect": "Allow",
                "Action": ["ssm:StartSession"],
                "Resource": [instances],
                "Condition": {
                    "BoolIfExists": {"ssm:SessionDocumentAccessCheck": "true"},
                    "StringEquals": {"ssm:resourceTag/Name": runner(declaration, site).name},
                },
            },
            {
                "Sid": "ByTheTunnel",
                "Effect": "Allow",
                "Action": ["ssm:StartSession"],
                "Resource": [tunnel],
            },
            {
                "Sid": "OwnSessions",
                "Effect": "Allow",
                "Action": ["ssm:ResumeSession", "ssm:TerminateSession"],
                "Resource": [names.arn("ssm", "session/${aws:userid}-*")],
            },
            {
                "Sid": "NoOtherDocument",
                "Effect": "Deny",
                "Action": ["ssm:StartSession"],
                "NotResource": [instances, tunnel],
            },
            {
                "Sid": "NoCommands",
                "Effect": "Deny",
                "Action": ["ssm:SendCommand", "ssm:StartAutomationExecution"],
                "Resource": "*",
            },
        )
    )
