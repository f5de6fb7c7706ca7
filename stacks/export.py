"""What the cloud layer tells later layers and other programs, once its resources are known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enclave.declaration import declaration_digest
from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.keys import KeySpec, keys
from enclave.derive.subnets import plan_subnets
from enclave.records.export import Export


@dataclass(frozen=True, kw_only=True)
class Known:
    """What AWS tells of a site's resources once they stand.

    `keys` are ARNs by the keys' names, `buckets` names by role, `roles` ARNs by the roles' keys.
    """

    vpc: str
    keys: Mapping[str, str]
    buckets: Mapping[str, str]
    roles: Mapping[str, str]
    cluster: str | None = None
    target_group: str | None = None
    internal_target_group: str | None = None
    endpoint_service: str | None = None


def cloud_export(declaration: Declaration, site: str, known: Known) -> Export:
    """Return the export of a site. Raises Problem for a data centre."""
    names = aws_names(declaration, site)
    specs = keys(declaration, site)
    return Export(
        partition=names.partition,
        account=names.account,
        region=names.region,
        site=site,
        declaration_digest=declaration_digest(declaration),
        vpc=known.vpc,
        subnets=_blocks(declaration, site),
        cluster=known.cluster,
        keys_by_class=_by_class(specs, known.keys),
        keys_by_purpose={
            str(spec.purpose): known.keys[spec.name] for spec in specs if not spec.data_class
        },
        buckets=known.buckets,
        registry=f"{names.account}.{names.host('dkr.ecr')}",
        target_group=known.target_group,
        internal_target_group=known.internal_target_group,
        endpoint_service=known.endpoint_service,
        roles=known.roles,
    )


def _blocks(declaration: Declaration, site: str) -> Mapping[str, tuple[str, ...]]:
    blocks: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for subnet in plan_subnets(declaration, site):
        blocks[str(subnet.role)] += (str(subnet.block),)
    return dict(blocks)


def _by_class(
    specs: Iterable[KeySpec], key_arns: Mapping[str, str]
) -> Mapping[str, Mapping[str, str]]:
    arns: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for spec in specs:
        if spec.data_class:
            arns[spec.data_class][str(spec.purpose)] = key_arns[spec.name]
    return arns
