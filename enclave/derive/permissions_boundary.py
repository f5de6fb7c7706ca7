"""The permissions boundary of a cloud site: what no role there exceeds, whatever its policies say.

`enclave bootstrap` makes it, and the deployer can neither change it nor make a role without it.
"""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.names import resource_name


def boundary_name(declaration: Declaration, site: str) -> str:
    """Name of the managed policy."""
    return resource_name(declaration, site, "boundary")


def boundary_arn(declaration: Declaration, site: str) -> str:
    """ARN of the managed policy. Raises Problem for a data centre."""
    return aws_names(declaration, site).iam(f"policy/{boundary_name(declaration, site)}")
