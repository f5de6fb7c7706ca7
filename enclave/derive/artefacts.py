"""The registry of derived artefacts: where each lies, and the pure function that makes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from enclave.declaration import Declaration, declaration_digest
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import buckets
from enclave.derive.connections import connections
from enclave.derive.dns_allow_list import dns_allow_list
from enclave.derive.door import door_ways
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import endpoints
from enclave.derive.flow_map import flow_map
from enclave.derive.flow_table import as_json, flow_json, flow_page
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import keys
from enclave.derive.organization_policies import organization_policies, site_accounts
from enclave.derive.plain import plain
from enclave.derive.repositories import repositories
from enclave.derive.repository_policies import repository_policy
from enclave.derive.runner import session_preferences, tunnel_document_name
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.security_groups import security_groups
from enclave.derive.session_policies import session_policy
from enclave.derive.site_artefacts import alarm_file, cluster_file, deployer_file, role_file
from enclave.derive.subnets import plan_subnets

ORGANIZATION = "organization"  # folder of what is attached to accounts, from above

Render = Callable[[Declaration, str], str]
"""From the declaration and its digest."""

RenderSite = Callable[[Declaration, str, str], str]
"""From the declaration, its digest and the name of a site."""


@dataclass(frozen=True, kw_only=True)
class Artefact:
    """One derived file: its path below the output folder, and its text.

    The text names the digest; a policy of the organization has a list beside it that does.
    """

    path: str
    text: str


def artefacts(declaration: Declaration) -> tuple[Artefact, ...]:
    """Every artefact of the declaration, in a stable order; the same text every time.

    Raises Problem where a document is longer than AWS takes.
    """
    return tuple(_all(declaration, declaration_digest(declaration)))


def _all(declaration: Declaration, digest: str) -> Iterator[Artefact]:
    for path, render in WHOLE.items():
        yield Artefact(path=path, text=render(declaration, digest))
    yield from _organization(declaration, digest)
    for name, site in declaration.sites.items():
        if site.aws is not None:
            for path, render_site in OF_CLOUD_SITES.items():
                yield Artefact(path=f"{name}/{path}", text=render_site(declaration, digest, name))


def _organization(declaration: Declaration, digest: str) -> Iterator[Artefact]:
    # Each document as AWS gets it: it has no room for the digest, which the list names beside it.
    policies = organization_policies(declaration)
    if policies:
        listed = [
            {"name": p.name, "type": str(p.type), "characters": len(p.text)} for p in policies
        ]
        whole = {"policies": listed, "attached_to": list(site_accounts(declaration))}
        yield Artefact(path=f"{ORGANIZATION}/policies.json", text=as_json(digest, whole))
    for policy in policies:
        yield Artefact(path=f"{ORGANIZATION}/{policy.name}.json", text=policy.text)


def _connections(declaration: Declaration, digest: str) -> str:
    return as_json(digest, {"connections": plain(connections(declaration))})


def _subnets(declaration: Declaration, digest: str, site: str) -> str:
    return as_json(digest, {"subnets": plain(plan_subnets(declaration, site))})


def _security_groups(declaration: Declaration, digest: str, site: str) -> str:
    return as_json(digest, {"security_groups": plain(security_groups(declaration, site))})


def _endpoints(declaration: Declaration, digest: str, site: str) -> str:
    found = [
        plain(endpoint) | {"policy": endpoint_policy(declaration, site, endpoint.service)}
        for endpoint in endpoints(declaration, site)
    ]
    return as_json(digest, {"endpoints": found})


def _keys(declaration: Declaration, digest: str, site: str) -> str:
    found = [
        plain(key) | {"policy": key_policy(declaration, site, key)}
        for key in keys(declaration, site)
    ]
    return as_json(digest, {"keys": found})


def _buckets(declaration: Declaration, digest: str, site: str) -> str:
    # Keys have no ARN before they are made: their aliases stand for them here.
    found = [
        plain(b) | {"policy": bucket_policy(declaration, site, b, key_arns=(b.key, *b.other_keys))}
        for b in buckets(declaration, site)
    ]
    return as_json(digest, {"buckets": found})


def _repositories(declaration: Declaration, digest: str, site: str) -> str:
    policy = repository_policy(declaration, site)
    found = [plain(each) | {"policy": policy} for each in repositories(declaration, site)]
    return as_json(digest, {"repositories": found})


def _door(declaration: Declaration, digest: str, site: str) -> str:
    found = {
        "ways": plain(door_ways(declaration, site)),
        "pulls": plain(pulled_domains(declaration, site)),
    }
    return as_json(digest, found)


def _sessions(declaration: Declaration, digest: str, site: str) -> str:
    found = {
        "tunnel": tunnel_document_name(declaration, site),
        "preferences": session_preferences(),
        "policy": session_policy(declaration, site),
    }
    return as_json(digest, found)


def _dns_allow_list(declaration: Declaration, digest: str, site: str) -> str:
    head = f"# declaration_digest {digest}; derived, do not edit\n"
    return head + "".join(f"{domain}\n" for domain in dns_allow_list(declaration, site))


def _page(declaration: Declaration, digest: str) -> str:
    return flow_page(declaration, digest=digest, picture="flows.svg")


def _map(declaration: Declaration, digest: str) -> str:
    return flow_map(declaration, digest=digest)


def _flows(declaration: Declaration, digest: str) -> str:
    return flow_json(declaration, digest=digest)


WHOLE: dict[str, Render] = {
    "flows.svg": _map,
    "flows.md": _page,
    "flows.json": _flows,
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
    "door.json": _door,
    "sessions.json": _sessions,
    "roles.json": role_file,
    "deployer.json": deployer_file,
    "cluster.json": cluster_file,
    "alarms.json": alarm_file,
}
