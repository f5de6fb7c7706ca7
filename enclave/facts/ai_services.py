"""Services of AWS by which content reaches a model that is not the enclave's."""

from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "ai_services.toml"


@dataclass(frozen=True, kw_only=True)
class AiServices:
    """The file: prefixes of actions, in full."""

    __pydantic_config__ = STRICT

    services: Fact[tuple[str, ...]]


@cache
def ai_services() -> AiServices:
    """Give the file, read once."""
    return load(FILE, AiServices)
