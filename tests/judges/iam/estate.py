"""A declared site with all its policy documents, and how a row of the matrix is put before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import buckets
from enclave.derive.deployer_policies import deployer_policies
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import endpoints
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import KeySpec, keys
from enclave.derive.names import deployer_role, resource_name
from enclave.derive.permissions_boundary import permissions_boundary
from enclave.derive.policy_documents import Document, document
from enclave.derive.repository_policies import repository_policy
from enclave.derive.resource_control_policies import resource_control_policies
from enclave.derive.roles import roles
from enclave.derive.service_control_policies import service_control_policies
from enclave.derive.state_backend import (
    SECRETS,
    STATE,
    state_backend,
    state_bucket_policy,
    state_key_policy,
)
from enclave.facts.add_on_images import add_on_account
from tests.judges.iam.rows import Row

FULL = document([{"Sid": "Full", "Effect": "Allow", "Action": "*", "Resource": "*"}])
COLLEAGUE = "444455556666"  # another account of the organization
STRANGER, FOREIGN_ORGANIZATION = "999988887777", "o-f0reign000"
OTHER_REGION = "us-east-1"


@dataclass(frozen=True)
class Estate:
    """One cloud site of a declaration.

    Documents are named `scp/NAME`, `rcp/NAME`, `endpoint/SERVICE`, `key/NAME`, `bucket/ROLE`,
    `repository`, `role/KEY`, `role/the-deployer/FAMILY`, `trust/KEY`, `boundary`.
    """

    declaration: Declaration
    site: str

    @cached_property
    def names(self) -> AwsNames:
        """Partition, region, account."""
        return aws_names(self.declaration, self.site)

    @cached_property
    def organization(self) -> str | None:
        """Its id, where one is declared."""
        organization = self.declaration.organization.aws
        return None if organization is None else organization.id

    @cached_property
    def key_names(self) -> dict[str, KeySpec]:
        """Keys by how rows name them: purpose, or class and purpose, or `index` for the first."""
        found = keys(self.declaration, self.site)
        by_purpose = {str(key.purpose): key for key in reversed(found)}
        return by_purpose | {
            f"{key.data_class}-{key.purpose}": key for key in found if key.data_class
        }

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every policy document of the site and its organization, by name."""
        return dict(self._derived())

    @cached_property
    def role_names(self) -> dict[str, str]:
        """Names of the site's roles, by key."""
        return {str(role.key): role.name for role in roles(self.declaration, self.site)}

    @cached_property
    def bucket_keys(self) -> dict[str, str]:
        """Names of the keys of buckets, by role."""
        found = {str(each.role): each.key for each in buckets(self.declaration, self.site)}
        return found | {STATE: state_backend(self.declaration, self.site).bucket_key}

    def planted(self, name: str, document: Document) -> Self:
        """The same estate with another document in the place of one."""
        other = type(self)(self.declaration, self.site)
        other.__dict__.update(self.__dict__)  # what is derived once
        other.__dict__["documents"] = {**self.documents, name: document}
        return other

    def _derived(self) -> Iterator[tuple[str, Document]]:
        here, site = self.declaration, self.site
        for scp in service_control_policies(here):
            yield f"scp/{scp.name}", scp.document
        for rcp in resource_control_policies(here):
            yield f"rcp/{rcp.name}", rcp.document
        for endpoint in endpoints(here, site):
            yield (
                f"endpoint/{endpoint.service}",
                endpoint_policy(here, site, endpoint.service),
            )
        yield from self._of_keys()
        yield from self._of_buckets()
        yield "repository", repository_policy(here, site)
        yield from self._of_roles()

    def _of_keys(self) -> Iterator[tuple[str, Document]]:
        for name, key in self.key_names.items():
            if self.key_names[str(key.purpose)] is key and name != key.purpose:
                continue  # the same, under its longer name
            yield f"key/{name}", key_policy(self.declaration, self.site, key)
        for purpose in (STATE, SECRETS):
            policy = state_key_policy(self.declaration, self.site, purpose=purpose)
            yield f"key/{purpose}", policy

    def _of_buckets(self) -> Iterator[tuple[str, Document]]:
        for bucket in buckets(self.declaration, self.site):
            arns = [self.key_arn(bucket.key), *map(self.key_arn, bucket.other_keys)]
            policy = bucket_policy(self.declaration, self.site, bucket, key_arns=arns)
            yield f"bucket/{bucket.role}", policy
        arn = self.key_arn(self.bucket_keys[STATE])
        yield f"bucket/{STATE}", state_bucket_policy(self.declaration, self.site, key_arn=arn)

    def _of_roles(self) -> Iterator[tuple[str, Document]]:
        for role in roles(self.declaration, self.site):
            yield f"trust/{role.key}", role.trust
            for policy in role.policies.values():
                yield f"role/{role.key}", policy
        for family, policy in deployer_policies(self.declaration, self.site).items():
            yield f"role/the-deployer/{family}", policy
        yield "boundary", permissions_boundary(self.declaration, self.site)

    def has(self, row: Row) -> bool:
        """Whether the estate has what a row speaks of: not every one has every part."""
        named = [row.to, *(value for value in row.changes.values() if isinstance(value, str))]
        return all(map(self._has, named)) and self._has_images(row.to)

    def _has(self, text: str) -> bool:
        kind, _, rest = text.partition(":")
        name = rest.partition("/")[0]
        known = {
            "key": f"key/{name}" in self.documents,
            "bucket": f"bucket/{name}" in self.documents,
            "key-of": name in self.bucket_keys or name in self.key_names,
            "arn-of": name in self.role_names,
        }
        return known.get(kind, True)

    def _has_images(self, to: str) -> bool:
        return not to.startswith("add-on") or add_on_account(self.names.region) is not None

    def key_of_alias(self, alias: str) -> str:
        """How rows name the key of an alias; any key, for an alias of none of the site."""
        backend = state_backend(self.declaration, self.site)
        found = {
            key.name: name
            for name, key in self.key_names.items()
            if f"key/{name}" in self.documents
        }
        found |= {backend.bucket_key: STATE, backend.secrets_key: SECRETS}
        return found.get(alias.removeprefix("alias/"), "weights")

    def key_arn(self, name: str) -> str:
        """ARN of a key; its id is its name here."""
        return self.names.arn("kms", f"key/{name}")

    def bucket_name(self, role: str) -> str:
        """Name of a bucket by its role."""
        return f"{resource_name(self.declaration, self.site, role)}-{self.names.account}"

    def role_arn(self, who: str) -> str:
        """ARN of a role by its key, or of one of those that no part of the site holds."""
        organization = self.declaration.organization.aws
        if who == "break-glass" and organization is not None:
            return self.names.iam(organization.break_glass)
        if who in {"deployer", "the-deployer"}:
            return self.names.iam(f"role/{deployer_role(self.declaration, self.site)}")
        return self.names.iam(f"role/{self.role_names.get(who, who)}")
