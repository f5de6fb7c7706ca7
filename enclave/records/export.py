"""The export of a cloud stack: the one output `enclave` that other stacks and commands read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from enclave.records.canonical import canonical_bytes
from enclave.records.reading import STRICT, Digest, Words, read_json, schema_of

OUTPUT = "enclave"  # name of the stack output

Name: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Arn: TypeAlias = Annotated[str, Field(pattern=r"^arn:aws[a-z-]*:[a-z0-9-]+:")]
Block: TypeAlias = Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,3}){3}/\d{1,2}$")]


@dataclass(frozen=True, kw_only=True)
class Export:
    """What stands in the cloud at one site.

    `subnets` are address blocks by role of the subnet, `keys_by_class` key ARNs by class and then
    purpose, `keys_by_purpose` those that belong to no class, `buckets` bucket names by role,
    `roles` role ARNs by workload, `cluster` the name of the EKS cluster. `target_group` holds the
    door's pods for Salesforce, `internal_target_group` for callers of our own. None: there is none
    (yet).
    """

    __pydantic_config__ = STRICT

    partition: Annotated[str, Field(pattern=r"^aws(-[a-z]+)*$")]
    account: Annotated[str, Field(pattern=r"^\d{12}$")]
    region: Name
    site: Name
    declaration_digest: Digest
    vpc: Annotated[str, Field(pattern=r"^vpc-[0-9a-f]+$")]
    subnets: Mapping[Name, tuple[Block, ...]]
    cluster: Words | None
    keys_by_class: Mapping[Name, Mapping[Name, Arn]]
    keys_by_purpose: Mapping[Name, Arn]
    buckets: Mapping[Name, Words]
    registry: Words
    target_group: Arn | None
    internal_target_group: Arn | None
    endpoint_service: Words | None
    roles: Mapping[Name, Arn]

    def to_outputs(self) -> dict[str, object]:
        """Give plain JSON values for the stack output `enclave`."""
        plain: dict[str, object] = json.loads(canonical_bytes(vars(self)))
        return plain


def from_outputs(outputs: Mapping[str, object], where: str = "stack output enclave") -> Export:
    """Read the output back; raises `Problem` for a missing, unknown or malformed key."""
    return read_json(json.dumps(outputs).encode(), Export, where)


def export_schema() -> dict[str, Any]:
    """Give the JSON Schema of the output."""
    return schema_of(Export, "Export of a cloud stack of the sovereign enclave kit, version 1")
