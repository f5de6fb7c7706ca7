"""Where Salesforce lets orgs answer, and what its callouts speak."""

from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "salesforce.toml"


@dataclass(frozen=True, kw_only=True)
class Salesforce:
    """The file: suffixes of My Domain host names; the TLS policy of a door for its callouts."""

    __pydantic_config__ = STRICT

    my_domains: Fact[tuple[str, ...]]
    door_security_policy: Fact[str]


@cache
def salesforce() -> Salesforce:
    """Give the file, read once."""
    return load(FILE, Salesforce)


def my_domain_suffixes() -> tuple[str, ...]:
    """Give the suffixes of My Domain host names, that of production first."""
    return salesforce().my_domains.value


def is_my_domain(host: str) -> bool:
    """Tell whether a host name, in small letters, is one that Salesforce gives an org."""
    _, _, suffix = host.partition(".")
    return suffix in my_domain_suffixes() and host not in my_domain_suffixes()


def door_security_policy() -> str:
    """Give the TLS policy of a load balancer that Salesforce calls: FIPS, TLS 1.2 and later."""
    return salesforce().door_security_policy.value
