"""How long policies of an AWS organization may be, how many there may be, and what they reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Count, Fact, load

FILE = "organization_quotas.toml"


@dataclass(frozen=True, kw_only=True)
class Quota:
    """What AWS takes of one policy type.

    `characters` of a document, `on_target` documents on a root, unit or account, of which
    `attached` are there already.
    """

    __pydantic_config__ = STRICT

    characters: Count
    on_target: Count
    attached: Count

    @property
    def documents(self) -> int:
        """How many documents of ours an account has room for."""
        return self.on_target - self.attached


@dataclass(frozen=True, kw_only=True)
class OrganizationQuotas:
    """The file: quotas by policy type, and services that resource control policies reach."""

    __pydantic_config__ = STRICT

    policies: Fact[Mapping[str, Quota]]
    resource_control: Fact[tuple[str, ...]]


@cache
def organization_quotas() -> OrganizationQuotas:
    """Give the file, read once."""
    return load(FILE, OrganizationQuotas)
