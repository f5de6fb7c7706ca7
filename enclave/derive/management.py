"""The management account, where the organization is ours to govern."""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames

EXTERNAL = "external"  # what a declaration says of somebody else's landing zone


def management_names(declaration: Declaration) -> AwsNames | None:
    """Names in the management account, in the first region of the jurisdiction.

    None for somebody else's landing zone, and where no site stands in AWS. Organizations itself has
    one endpoint a partition; what stands beside it there is kept in the jurisdiction.
    """
    organization = declaration.organization.aws
    in_aws = any(site.aws is not None for site in declaration.sites.values())
    if organization is None or organization.management == EXTERNAL or not in_aws:
        return None
    return AwsNames(
        partition=declaration.jurisdiction.partition,
        region=declaration.jurisdiction.regions[0],
        account=organization.management,
    )
