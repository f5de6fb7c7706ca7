"""Who owns the images of EKS add-ons: an account of AWS in each region."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Account, Fact, load

FILE = "add_on_images.toml"


@dataclass(frozen=True, kw_only=True)
class AddOnImages:
    """The file: account by region."""

    __pydantic_config__ = STRICT

    accounts: Fact[Mapping[str, Account]]


@cache
def add_on_images() -> AddOnImages:
    """Give the file, read once."""
    return load(FILE, AddOnImages)


def add_on_account(region: str) -> str | None:
    """Give the account whose registry holds the add-on images of a region; None if not known.

    Where it is not known nothing may be let through: the images must be in the site's registry.
    """
    return add_on_images().accounts.value.get(region)
