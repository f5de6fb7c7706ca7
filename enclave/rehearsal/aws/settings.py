"""The provider's own configuration, read so that nothing can ever reach AWS."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from enclave.problems import Problem
from enclave.rehearsal.aws.loopback import is_loopback
from enclave.rehearsal.aws.properties import UNKNOWN

WHERE = "provider aws"
OTHER_NAMES = {"cloudwatchlogs": "logs"}  # endpoints that the provider knows under two names
ACCOUNT_DIGITS = 12


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the program says of the provider, as far as the stand-in follows it."""

    region: str
    endpoints: Mapping[str, str]  # botocore's service name -> loopback address
    access_key: str
    allowed_accounts: tuple[str, ...] = ()
    forbidden_accounts: tuple[str, ...] = ()
    role: str | None = None  # the last of the chain
    default_tags: Mapping[str, str] = field(default_factory=dict)


def read_settings(properties: Mapping[str, Any]) -> Settings:
    """Return the settings; Problem without a region, or with an endpoint beyond the loopback."""
    values = {name: _decoded(value) for name, value in properties.items()}
    region = values.get("region")
    if not isinstance(region, str) or region == UNKNOWN:
        raise Problem(where=WHERE, problem="has no region", fix="set region")
    allowed = tuple(values.get("allowedAccountIds") or ())
    roles = values.get("assumeRoles") or ()
    tags: Mapping[str, str] = (values.get("defaultTags") or {}).get("tags") or {}
    return Settings(
        region=region,
        endpoints=_endpoints(values.get("endpoints") or ()),
        access_key=_access_key(allowed, values.get("accessKey")),
        allowed_accounts=allowed,
        forbidden_accounts=tuple(values.get("forbiddenAccountIds") or ()),
        role=roles[-1]["roleArn"] if roles else None,
        default_tags=tags,
    )


def _access_key(allowed: tuple[str, ...], given: str | None) -> str:
    # moto, as `serve.py` runs it, takes an access key of twelve digits for the account itself.
    if given is not None and given.isdecimal() and len(given) == ACCOUNT_DIGITS:
        return given
    return allowed[0] if len(allowed) == 1 else given or "rehearsal"


def _decoded(value: Any) -> Any:  # noqa: ANN401  JSON
    # The engine hands over what is not a text as its JSON.
    if isinstance(value, str) and value[:1] in ("{", "[", '"'):
        return json.loads(value)
    return value


def _endpoints(entries: Any) -> Mapping[str, str]:  # noqa: ANN401  JSON
    pairs = [pair for entry in entries for pair in entry.items() if pair[1]]
    if not pairs:
        raise Problem(
            where=WHERE,
            problem="has no endpoints; the stand-in never talks to AWS",
            fix="set endpoints to the address of the rehearsal's moto",
        )
    for service, address in pairs:
        if not is_loopback(address):
            raise Problem(
                where=f"{WHERE} endpoints.{service}",
                problem=f"{address} is not on this machine; the stand-in never talks to AWS",
                fix="give http://127.0.0.1 and the port of the rehearsal's moto",
            )
    return {OTHER_NAMES.get(service, service): address for service, address in pairs}
