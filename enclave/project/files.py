"""The five files of a new project: a pure function of a few choices."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from string import Template

import yaml

from enclave.declaration.model.base import NAME
from enclave.facts.eks import default_version
from enclave.facts.instance_types import offered, offers_known
from enclave.facts.partitions import Partition, partition_of, partitions
from enclave.problems import Problem

DECLARATION = PurePosixPath("enclave.yaml")
PROGRAM = PurePosixPath("__main__.py")
CI = PurePosixPath(".ci/run")
EXAMPLE_WEIGHTS = hashlib.sha256(b"weights of an example").hexdigest()
TAKEN = ("siem", "warehouse", "logistics")  # names of the template's far ends
LONGEST_NAME, LONGEST_SITE = 200, 24
SYSTEM_TYPE = "m7i.2xlarge"  # what the template's nodes are


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What differs between two new projects; the rest is written as an example to change."""

    name: str
    site: str
    account: str
    region: str


def project_files(choices: Choices) -> Mapping[PurePosixPath, str]:
    """Return text by path, the declaration last. Raises Problem for a choice that will not do."""
    _require_choices(choices)
    return {
        PurePosixPath("Pulumi.yaml"): _template("Pulumi.yaml"),
        PROGRAM: _template("program"),
        PurePosixPath(f"Pulumi.{choices.site}-cloud.yaml"): _template("stack"),
        CI: _template("ci"),
        DECLARATION: _declaration(choices),
    }


def _declaration(choices: Choices) -> str:
    partition = _partition(choices.region)
    return Template(_template("enclave.yaml")).substitute(
        name=" ".join(choices.name.split()),
        quoted_name=_scalar(choices.name),
        site=choices.site,
        account=choices.account,
        region=choices.region,
        country=_scalar(partition.regions[choices.region]),
        partition=partition.name,
        kubernetes=default_version(),
        sha256=EXAMPLE_WEIGHTS,
    )


def _require_choices(choices: Choices) -> None:
    name, site = choices.name.strip(), choices.site
    if not (3 <= len(name) <= LONGEST_NAME and name.isprintable()):  # noqa: PLR2004  in the words
        raise _refused("--name", f"{name!r} is no text of 3 to {LONGEST_NAME} characters", "Loom")
    if not re.fullmatch(NAME, site) or len(site) > LONGEST_SITE:
        words = f"{site} is no name of small letters, digits and hyphens, at most {LONGEST_SITE}"
        raise _refused("--site", words, "paris")
    if site in TAKEN:
        raise _refused("--site", f"{site} is what the example calls a far end", "paris")
    if not re.fullmatch(r"[0-9]{12}", choices.account):
        raise _refused("--account", f"{choices.account} is no account of 12 digits", "111122223333")


def _refused(option: str, problem: str, example: str) -> Problem:
    return Problem(where=option, problem=problem, fix=f"{option} {example}, for example")


def _partition(region: str) -> Partition:
    found = partition_of(region)
    if found is None or not found.supported:
        known = (each for each in partitions().partitions.value if each.supported)
        raise Problem(
            where="--region",
            problem=f"{region} is no region of a partition that the kit supports",
            fix=f"choose from {', '.join(name for each in known for name in sorted(each.regions))}",
        )
    if offers_known(region) and SYSTEM_TYPE not in offered(region):
        raise Problem(
            where="--region",
            problem=f"{region} does not offer {SYSTEM_TYPE}, the type of the example's nodes",
            fix="choose another region, then change region and type in enclave.yaml together",
        )
    return found


def _scalar(text: str) -> str:
    """Text as YAML reads it back: NO is a country and no `false`."""
    return yaml.safe_dump(text, default_flow_style=True, width=1000).splitlines()[0]


def _template(name: str) -> str:
    return files("enclave.project").joinpath("template", name).read_text(encoding="utf-8")
