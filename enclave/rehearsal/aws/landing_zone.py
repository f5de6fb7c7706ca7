"""What stands before an enclave does: an organization with its accounts, played inside moto.

moto's own operations make accounts of chance numbers, under an organization of a chance id, and
attach policies of types that are not enabled. So the organization is made here, by its own process,
as the declaration names it.
"""

import functools
import json
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from enclave.problems import Problem

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

PATH = "/enclave-rehearsal/organization"
ENABLED = ("AISERVICES_OPT_OUT_POLICY", "RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY")
_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class LandingZone:
    """An organization: its id, its management account, its other accounts, its policy types."""

    id: str
    management: str
    accounts: tuple[str, ...]
    region: str
    types: tuple[str, ...] = ENABLED


def stand_in(url: str, zone: LandingZone) -> None:
    """Have the moto at `url` play the organization; what of it stands already stays.

    Raises Problem where that moto does not answer.
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    body = json.dumps(asdict(zone)).encode()
    try:
        opener.open(f"{url}{PATH}", data=body, timeout=_SECONDS).close()
    except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
        raise Problem(
            where=url,
            problem=f"does not play the organization: {error}",
            fix="enclave rehearse down, then up",
        ) from error


def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Make the organization that the request describes; inside moto's process."""
    told = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    _make(LandingZone(**told))
    start_response("204 No Content", [("Content-Length", "0")])
    return [b""]


def _make(zone: LandingZone) -> None:
    from moto.organizations.models import organizations_backends  # noqa: PLC0415  likewise
    from moto.utilities.utils import get_partition  # noqa: PLC0415  on use only, as `front` says

    _attach_enabled_types_only()
    partition = get_partition(zone.region)
    backend: Any = organizations_backends[zone.management][partition]
    if backend.org is None:
        backend.create_organization(region=zone.region)
    backend.org.id = zone.id
    for number in zone.accounts:
        if number not in {account.id for account in backend.accounts}:
            made = backend.create_account(AccountName=number, Email=f"{number}@accounts.example")
            _renumber(backend, made["CreateAccountStatus"]["AccountId"], number)
        organizations_backends.master_accounts[number] = (zone.management, partition)
    (root,) = (unit for unit in backend.ou if unit.type == "ROOT")
    root.policy_types = [{"Type": kind, "Status": "ENABLED"} for kind in zone.types]


def _renumber(backend: Any, made: str, number: str) -> None:  # noqa: ANN401  moto has no types
    (account,) = (each for each in backend.accounts if each.id == made)
    account.id = number


@functools.cache
def _attach_enabled_types_only() -> None:
    from moto.organizations.exceptions import (  # noqa: PLC0415  on use only
        PolicyTypeNotEnabledException,
    )
    from moto.organizations.models import OrganizationsBackend  # noqa: PLC0415  on use only

    attach = OrganizationsBackend.attach_policy

    def attach_enabled(backend: Any, **asked: Any) -> None:  # noqa: ANN401  moto has no types
        policy = backend.get_policy_by_id(asked["PolicyId"])
        enabled = {each["Type"] for unit in backend.ou for each in _types_of(unit)}
        if not policy.aws_managed and policy.type not in enabled:
            raise PolicyTypeNotEnabledException
        attach(backend, **asked)

    setattr(OrganizationsBackend, attach.__name__, attach_enabled)


def _types_of(unit: Any) -> Iterable[Any]:  # noqa: ANN401  moto has no types
    return getattr(unit, "policy_types", ())
