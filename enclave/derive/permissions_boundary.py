"""The permissions boundary of a cloud site: what no role there exceeds, whatever its policies say.

It holds every action that a role of any site may need, and no other, in the site's own region. So
it does not change with the declaration, and a role that the deployer makes beside ours can neither
make roles, nor end keys, nor open the network. `enclave bootstrap` makes it; the deployer can
neither change it nor make a role without it.
"""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.names import resource_name
from enclave.derive.policy_documents import Document, document
from enclave.derive.role_policies import statements
from enclave.derive.role_site import allow
from enclave.derive.workloads import RoleKey


def boundary_name(declaration: Declaration, site: str) -> str:
    """Name of the managed policy."""
    return resource_name(declaration, site, "boundary")


def boundary_arn(declaration: Declaration, site: str) -> str:
    """ARN of the managed policy. Raises Problem for a data centre."""
    return aws_names(declaration, site).iam(f"policy/{boundary_name(declaration, site)}")


def permissions_boundary(declaration: Declaration, site: str) -> Document:
    """The document of the boundary. Raises Problem for a data centre."""
    region = aws_names(declaration, site).region
    actions = {
        action
        for key in RoleKey
        for statement in statements(declaration, site, key)
        for action in statement["Action"]
    }
    here = {"StringEquals": {"aws:RequestedRegion": region}}
    return document([allow("AtMost", sorted(actions), condition=here)])
