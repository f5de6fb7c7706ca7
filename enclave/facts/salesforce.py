"""Where Salesforce lets orgs answer."""

from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "salesforce.toml"


@dataclass(frozen=True, kw_only=True)
class Salesforce:
    """The file: suffixes of My Domain host names."""

    __pydantic_config__ = STRICT

    my_domains: Fact[tuple[str, ...]]


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
