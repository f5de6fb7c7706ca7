"""Where Pulumi may keep the state of an enclave, and how the secrets in it are encrypted.

State holds the whole estate's outputs. Pulumi's own default is a service in the US, so a backend is
named, never assumed: a file, or a bucket in the jurisdiction with secrets under a KMS key there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from enclave.facts.fips_endpoints import fips_endpoint
from enclave.problems import Problem

# Of what the drivers (gocloud.dev, in Pulumi 3.259.0) take: nothing that leads to another host, or
# past TLS or credentials. A profile's lines could do all of it.
PARAMETERS = frozenset({"awssdk", "fips", "rate_limiter_capacity", "region", "role"})
CONTEXT = "context_"  # begins the parameters of a KMS encryption context
BACKENDS = "file://FOLDER or s3://BUCKET?region=REGION"
KMS = "kms"
FIPS = "fips=true"
PASSPHRASE = "passphrase"  # noqa: S105  the name of a secrets provider


@dataclass(frozen=True, kw_only=True)
class Backend:
    """A backend as configured: `where` says who names it, `secrets_where` is the stack's file."""

    url: str | None
    where: str
    secrets_provider: str | None
    secrets_where: str


def backend_problems(backend: Backend, regions: Sequence[str]) -> Iterator[Problem]:
    """Yield everything that is wrong with a backend, given the regions of the jurisdiction."""
    url = split(backend.url)
    if url.scheme == "s3":
        yield from _aws_problems(url, backend.where, regions)
        yield from _secrets_problems(backend, regions)
    elif url.scheme == "file":
        if backend.secrets_provider not in (None, "", PASSPHRASE):
            yield from _secrets_problems(backend, regions)
    else:
        yield _not_a_place(backend)


def split(url: str | None) -> SplitResult:
    """Return the parts of a URL; all of them empty for one that cannot be read."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return urlsplit("")


def _not_a_place(backend: Backend) -> Problem:
    problem = (
        f"{backend.url} is no place for an enclave's state"
        if backend.url
        else "names no backend, and Pulumi would turn to a service in the US"
    )
    return Problem(where=backend.where, problem=problem, fix=f"name {BACKENDS}")


def _secrets_problems(backend: Backend, regions: Sequence[str]) -> Iterator[Problem]:
    url = split(backend.secrets_provider)
    where = f"{backend.secrets_where}: secretsprovider"
    if url.scheme == "awskms":
        yield from _aws_problems(url, where, regions)
        yield from _fips_problems(url, where, regions)
        return
    named = f"{backend.secrets_provider} is" if backend.secrets_provider else "names"
    yield Problem(
        where=where,
        problem=f"{named} no KMS key in the jurisdiction, which the secrets of the state need",
        fix=f"pulumi stack change-secrets-provider '{_secrets(regions)}'",
    )


def _secrets(regions: Sequence[str]) -> str:
    region = regions[0] if regions else "REGION"
    return f"awskms://alias/NAME?region={region}{f'&{FIPS}' if fips_endpoint(KMS, region) else ''}"


def _fips_problems(url: SplitResult, where: str, regions: Sequence[str]) -> Iterator[Problem]:
    parameters = parse_qs(url.query, keep_blank_values=True)
    region = next(iter(parameters.get("region", ())), "")
    if region not in regions or fips_endpoint(KMS, region) is None:
        return
    if f"fips={','.join(parameters.get('fips', []))}" != FIPS:
        yield Problem(
            where=where,
            problem=f"{url.geturl()} does not use the FIPS endpoint of KMS in {region}, the only"
            " one that the enclave reaches",
            fix=f"say {FIPS} in it, once",
        )
    if "role" in parameters:  # gocloud.dev's V2ConfigFromURLParams starts anew for a role
        yield Problem(
            where=where,
            problem=f"role makes Pulumi's driver forget {FIPS}",
            fix="remove role, and run Pulumi under it",
        )


def _aws_problems(url: SplitResult, where: str, regions: Sequence[str]) -> Iterator[Problem]:
    parameters = parse_qs(url.query, keep_blank_values=True)
    region = parameters.get("region", [])
    if len(region) != 1 or region[0] not in regions:
        named = f"is in {' and '.join(region)}, outside the jurisdiction" if region else ""
        yield Problem(
            where=where,
            problem=f"{url.geturl()} {named or 'names no region'}",
            fix=f"use region={regions[0]}" if regions else "list regions under jurisdiction",
        )
    refused = sorted(p for p in parameters if p not in PARAMETERS and not p.startswith(CONTEXT))
    if refused:
        yield Problem(
            where=where,
            problem=f"{', '.join(refused)} could lead elsewhere or past TLS",
            fix=f"use only {', '.join(sorted(PARAMETERS))}",
        )
