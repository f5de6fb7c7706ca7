"""Repository policies: the organization only, whatever IAM says; one policy for all of a site."""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.policy_documents import Document, document, not_ours


def repository_policy(declaration: Declaration, site: str) -> Document:
    """The policy of each repository of a cloud site. Raises Problem for a data centre."""
    return document(
        [
            {
                "Sid": "OrganizationOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "ecr:*",
                "Condition": not_ours(declaration, aws_names(declaration, site)),
            }
        ]
    )
