"""How AWS names things in a site's partition and region: ARNs, host names, service principals."""

from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.declaration.model.base import Partition
from enclave.derive.placement import cloud_placement
from enclave.facts.partitions import Partition as KnownPartition
from enclave.facts.partitions import partitions


@dataclass(frozen=True, kw_only=True)
class AwsNames:
    """Partition, region and account of a cloud site, and the names that follow from them."""

    partition: Partition
    region: str
    account: str

    @property
    def suffix(self) -> str:
        """DNS suffix of regional services."""
        return self._known.dns_suffix

    @property
    def dual_stack_suffix(self) -> str:
        """DNS suffix of services that are only there dual-stack (EKS Auth)."""
        return self._known.dual_stack_suffix

    @property
    def _known(self) -> KnownPartition:
        return next(each for each in partitions().partitions.value if each.name == self.partition)

    def host(self, service: str) -> str:
        """`logs.eu-central-1.amazonaws.com`: host of a service, and its `kms:ViaService`."""
        return f"{service}.{self.region}.{self.suffix}"

    def principal(self, service: str) -> str:
        """A service principal: `amazonaws.com` in every partition that the kit knows."""
        return f"{service}.amazonaws.com"

    def arn(self, service: str, resource: str) -> str:
        """ARN of a resource of this account and region."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def iam(self, resource: str) -> str:
        """ARN of an IAM resource of this account: `root`, `role/name`."""
        return f"arn:{self.partition}:iam::{self.account}:{resource}"

    def bucket(self, name: str) -> str:
        """ARN of a bucket, or with `/*` of its objects."""
        return f"arn:{self.partition}:s3:::{name}"


def aws_names(declaration: Declaration, site: str) -> AwsNames:
    """The names of a cloud site. Raises Problem for a data centre."""
    placement = cloud_placement(declaration, site)
    return AwsNames(
        partition=declaration.jurisdiction.partition,
        region=placement.region,
        account=placement.account,
    )
