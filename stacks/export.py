"""What the cloud layer tells later layers and other programs, once its resources are known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from enclave.declaration import declaration_digest
from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.keys import KeySpec, keys
from enclave.derive.subnets import plan_subnets
from enclave.records.export import Export


def cloud_export(
    declaration: Declaration,
    site: str,
    *,
    vpc: str,
    key_arns: Mapping[str, str],
    buckets: Mapping[str, str],
) -> Export:
    """Return the export of a site: `key_arns` by the keys' names, `buckets` by role.

    Raises Problem for a data centre.
    """
    names = aws_names(declaration, site)
    specs = keys(declaration, site)
    return Export(
        partition=names.partition,
        account=names.account,
        region=names.region,
        site=site,
        declaration_digest=declaration_digest(declaration),
        vpc=vpc,
        subnets=_blocks(declaration, site),
        cluster=None,
        keys_by_class=_by_class(specs, key_arns),
        keys_by_purpose={
            str(spec.purpose): key_arns[spec.name] for spec in specs if not spec.data_class
        },
        buckets=buckets,
        registry=f"{names.account}.{names.host('dkr.ecr')}",
        target_group=None,
        endpoint_service=None,
        roles={},
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
