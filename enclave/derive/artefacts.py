"""The registry of derived artefacts: where each lies, and the pure function that makes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from enum import Enum
from ipaddress import IPv4Network
from typing import Any

from enclave.declaration import Declaration, declaration_digest
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import buckets
from enclave.derive.connections import connections
from enclave.derive.dns_allow_list import dns_allow_list
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import endpoints
from enclave.derive.ends import FarEnd, OwnEnd
from enclave.derive.flow_map import flow_map
from enclave.derive.flow_table import as_json, flow_json, flow_page
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import keys
from enclave.derive.repositories import repositories
from enclave.derive.security_groups import security_groups
from enclave.derive.subnets import plan_subnets

Render = Callable[[Declaration], str]
RenderSite = Callable[[Declaration, str], str]


@dataclass(frozen=True, kw_only=True)
class Artefact:
    """One derived file: its path below the output folder, and its text, which names the digest."""

    path: str
    text: str


def artefacts(declaration: Declaration) -> tuple[Artefact, ...]:
    """Every artefact of the declaration, in a stable order; the same text every time."""
    return tuple(_all(declaration))


def _all(declaration: Declaration) -> Iterator[Artefact]:
    for path, render in WHOLE.items():
        yield Artefact(path=path, text=render(declaration))
    for name, site in declaration.sites.items():
        if site.aws is not None:
            for path, render_site in OF_CLOUD_SITES.items():
                yield Artefact(path=f"{name}/{path}", text=render_site(declaration, name))


def _connections(declaration: Declaration) -> str:
    return as_json(declaration, {"connections": plain(connections(declaration))})


def _subnets(declaration: Declaration, site: str) -> str:
    return as_json(declaration, {"subnets": plain(plan_subnets(declaration, site))})


def _security_groups(declaration: Declaration, site: str) -> str:
    return as_json(declaration, {"security_groups": plain(security_groups(declaration, site))})


def _endpoints(declaration: Declaration, site: str) -> str:
    found = [
        plain(endpoint) | {"policy": endpoint_policy(declaration, site, endpoint.service)}
        for endpoint in endpoints(declaration, site)
    ]
    return as_json(declaration, {"endpoints": found})


def _keys(declaration: Declaration, site: str) -> str:
    found = [
        plain(key) | {"policy": key_policy(declaration, site, key)}
        for key in keys(declaration, site)
    ]
    return as_json(declaration, {"keys": found})


def _buckets(declaration: Declaration, site: str) -> str:
    # Keys have no ARN before they are made: their aliases stand for them here.
    found = [
        plain(b) | {"policy": bucket_policy(declaration, site, b, key_arns=(b.key, *b.other_keys))}
        for b in buckets(declaration, site)
    ]
    return as_json(declaration, {"buckets": found})


def _repositories(declaration: Declaration, site: str) -> str:
    return as_json(declaration, {"repositories": plain(repositories(declaration, site))})


def _dns_allow_list(declaration: Declaration, site: str) -> str:
    head = f"# declaration_digest {declaration_digest(declaration)}; derived, do not edit\n"
    return head + "".join(f"{domain}\n" for domain in dns_allow_list(declaration, site))


def _page(declaration: Declaration) -> str:
    return flow_page(declaration, picture="flows.svg")


def plain(value: object) -> Any:  # noqa: ANN401  what json.dumps takes
    """Dataclasses, enums and networks as JSON has them; ends of connections by their names."""
    if isinstance(value, OwnEnd | FarEnd | IPv4Network):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field: plain(getattr(value, field)) for field in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


WHOLE: dict[str, Render] = {
    "flows.svg": flow_map,
    "flows.md": _page,
    "flows.json": flow_json,
    "connections.json": _connections,
}
OF_CLOUD_SITES: dict[str, RenderSite] = {
    "subnets.json": _subnets,
    "security_groups.json": _security_groups,
    "endpoints.json": _endpoints,
    "dns_allow_list.txt": _dns_allow_list,
    "keys.json": _keys,
    "buckets.json": _buckets,
    "repositories.json": _repositories,
}
