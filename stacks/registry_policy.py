"""Policy of every repository: nobody outside the organization uses it, whatever IAM says."""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.policy_documents import Document, document, ours


def registry_policy(declaration: Declaration, site: str) -> Document:
    """Return the policy of a cloud site's repositories. Raises Problem for a data centre."""
    ours_only = {
        "StringNotEqualsIfExists": ours(declaration, aws_names(declaration, site), resource=False),
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }
    return document(
        [
            {
                "Sid": "OrganizationOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "ecr:*",
                "Condition": ours_only,
            }
        ]
    )
