"""How one stack is deployed: the only file that reads Pulumi's configuration and the environment.

What the enclave is stands in the declaration.
"""

import difflib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pulumi
import yaml

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.organization_policies import management_account
from enclave.problems import Problem

from .backend import Backend, backend_problems, split
from .redirection import redirection_problems, unchecked_problems
from .supplied import KEYS as SUPPLIED_KEYS
from .supplied import Supplied, read_supplied

PROJECT_FILE = "Pulumi.yaml"
ENDING = ".yaml"
OTHER_ENDINGS = (".json", ".yml")  # which the engine looks for too, .json before .yaml
DECLARATION_FILE = "enclave.yaml"
BACKEND_VARIABLE = "PULUMI_BACKEND_URL"

REHEARSAL = "enclave:rehearsal"
NO_DEFAULT_PROVIDERS = "pulumi:disable-default-providers"
KEYS = (REHEARSAL, NO_DEFAULT_PROVIDERS, *SUPPLIED_KEYS)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Layer(StrEnum):
    """Ordered slices of the program; not environments.

    Of the organization there is one stack, named after its layer; of the others one a site.
    """

    ORGANIZATION = "organization"
    CLOUD = "cloud"


OF_SITES = tuple(layer for layer in Layer if layer is not Layer.ORGANIZATION)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One stack: the layer of one site, and the loopback URL that plays AWS in a rehearsal.

    `site` is empty for the organization, which is `production` if any site is. `supplied`: what
    others give to the stack.
    """

    site: str
    layer: Layer
    rehearsal: str | None
    production: bool
    supplied: Supplied = field(default_factory=Supplied)

    @property
    def lasting(self) -> bool:
        """Whether what it deploys is protected and locked: production, and not a rehearsal."""
        return self.production and self.rehearsal is None


class UnusableSettings(Problem):
    """Every setting that is wrong, together; its text has one line a problem."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(where=first.where, problem=first.problem, fix=first.fix)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def declaration_file() -> Path:
    """Return the declaration beside Pulumi.yaml; a link leads to where its key files stand."""
    return (_root() / DECLARATION_FILE).resolve()


def today() -> date:
    """Return the day by which dates in the declaration are judged."""
    return datetime.now(tz=UTC).date()


def read_settings(declaration: Declaration) -> Settings:
    """Return the settings of this stack. Raises `UnusableSettings` with everything wrong."""
    configuration: Mapping[str, Any] = pulumi.runtime.config.CONFIG.get()
    rehearsal = configuration.get(REHEARSAL) or None
    given, missing = _supplied(declaration, pulumi.get_stack(), configuration)
    problems = (
        *_stack_problems(declaration, pulumi.get_stack()),
        *_key_problems(configuration),
        *missing,
        *_rehearsal_problems(rehearsal),
        *unchecked_problems(os.environ),
        *_file_problems(),
        *backend_problems(_backend(), declaration.jurisdiction.regions),
    )
    if problems:
        raise UnusableSettings(problems)
    site, _, layer = pulumi.get_stack().rpartition("-")
    bound = [declaration.sites[site]] if site else declaration.sites.values()
    production = any(each.use is Use.PRODUCTION for each in bound)
    return Settings(
        site=site,
        layer=Layer(layer),
        rehearsal=rehearsal,
        production=production,
        supplied=given,
    )


def stacks_of(declaration: Declaration) -> tuple[str, ...]:
    """Return the stacks that a declaration has, in the order in which they are deployed."""
    cloud_sites = [name for name, site in declaration.sites.items() if site.aws is not None]
    above = (str(Layer.ORGANIZATION),) if management_account(declaration) else ()
    return above + tuple(f"{name}-{layer}" for name in cloud_sites for layer in OF_SITES)


def _supplied(
    declaration: Declaration, stack: str, configuration: Mapping[str, Any]
) -> tuple[Supplied, tuple[Problem, ...]]:
    site, _, layer = stack.rpartition("-")
    if stack not in stacks_of(declaration) or layer != Layer.CLOUD:
        return Supplied(), ()
    rehearsed = bool(configuration.get(REHEARSAL))
    return read_supplied(declaration, site, configuration, rehearsed=rehearsed)


def _stack_problems(declaration: Declaration, stack: str) -> Iterator[Problem]:
    stacks = stacks_of(declaration)
    if stack in stacks:
        return
    if stack == Layer.ORGANIZATION:
        yield Problem(
            where=f"stack {stack}",
            problem="is of a management account that is not ours to deploy to",
            fix="hand over what enclave derive --out DIR writes into DIR/organization, or name the"
            " account in organization.aws.management",
        )
        return
    yield Problem(
        where=f"stack {stack}",
        problem="is no layer of a declared site, and its name is what fixes its layer",
        fix=f"use {' or '.join(stacks)}" if stacks else "declare a site with an aws part",
    )


def _key_problems(configuration: Mapping[str, Any]) -> Iterator[Problem]:
    for key in sorted(set(configuration) - set(KEYS)):
        close = difflib.get_close_matches(key, KEYS, n=1)
        yield Problem(
            where=key,
            problem="is not a setting of this project",
            fix=f"{close[0]}?"
            if close
            else f"remove it; what the enclave is stands in {DECLARATION_FILE}",
        )
    if not _disables_default_providers(configuration.get(NO_DEFAULT_PROVIDERS)):
        yield Problem(
            where=NO_DEFAULT_PROVIDERS,
            problem="does not switch default providers off, and one of them could put a resource "
            "into any account or region",
            fix=f'write value: ["*"] for it in {PROJECT_FILE}',
        )


def _disables_default_providers(value: object) -> bool:
    try:
        return "*" in json.loads(str(value))
    except (ValueError, TypeError):
        return False


def _rehearsal_problems(rehearsal: str | None) -> Iterator[Problem]:
    if rehearsal is None:
        yield from redirection_problems(os.environ)
        return
    url = split(rehearsal)
    if url.scheme != "http" or url.hostname not in LOOPBACK or url.username is not None:
        yield Problem(
            where=REHEARSAL,
            problem=f"{rehearsal} is not on this machine",
            fix="use http://127.0.0.1:PORT, or leave it empty for the real AWS",
        )
    if split(_backend().url).scheme == "s3":
        yield Problem(
            where=REHEARSAL,
            problem="a rehearsal would overwrite the state of the real enclave",
            fix="rehearse with a file:// backend, as enclave rehearse does",
        )


def _file_problems() -> Iterator[Problem]:
    for checked in (PROJECT_FILE, _stack_file()):
        for ending in OTHER_ENDINGS:
            other = f"{checked.removesuffix(ENDING)}{ending}"
            if (_root() / other).exists():
                yield Problem(
                    where=other,
                    problem=f"may be read instead of {checked}, and nothing here checks it",
                    fix=f"remove {other}",
                )


def _backend() -> Backend:
    project = _yaml(_root() / PROJECT_FILE)
    stack_file = _stack_file()
    from_environment = os.environ.get(BACKEND_VARIABLE)
    return Backend(
        url=from_environment or (project.get("backend") or {}).get("url"),
        where=BACKEND_VARIABLE if from_environment else f"{PROJECT_FILE}: backend",
        secrets_provider=_yaml(_root() / stack_file).get("secretsprovider"),
        secrets_where=stack_file,
    )


def _stack_file() -> str:
    folder = _yaml(_root() / PROJECT_FILE).get("stackConfigDir", ".")
    return f"{folder}/Pulumi.{pulumi.get_stack()}{ENDING}"


def _root() -> Path:
    return Path(pulumi.get_root_directory())


def _yaml(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}  # a stack without settings of its own needs no file
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Problem(
            where=str(path),
            problem=f"cannot be read: {' '.join(str(error).split())}",
            fix="correct the file",
        ) from error
    return content if isinstance(content, dict) else {}
