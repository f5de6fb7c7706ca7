"""What could send the engine's calls for AWS, or the secrets of its state, to another place.

Names are told, never values: one may hold a credential.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from enclave.problems import Problem

# Of the AWS SDKs, and of the provider's former names for them.
ENDPOINT = re.compile(r"AWS_ENDPOINT_URL\w*|(TF_)?AWS_\w+_ENDPOINT|AWS_METADATA_URL")
SWITCHES = frozenset({"AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"})  # name no host
# Shared files by the variable that names another one. SDKs read their format more freely than
# configparser does, so each line is looked at, of every profile: one can rest on another.
SHARED_FILES = {
    "AWS_CONFIG_FILE": "~/.aws/config",
    "AWS_SHARED_CREDENTIALS_FILE": "~/.aws/credentials",
}
SETTING = re.compile(
    r"\s*(endpoint_url|services|ec2_metadata_service_endpoint)\s*[=:]", re.IGNORECASE
)
UNCHECKED = {
    "PULUMI_CLOUD_SECRET_OVERRIDE": "would encrypt the state's secrets with another key than the"
    " stack's",
    "PULUMI_OPTION_CONFIG_FILE": "would take settings and the key of secrets from another file than"
    " the stack's",
}


def unchecked_problems(environment: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what would replace the stack's file, which is what the checks of it rest on."""
    for name, problem in UNCHECKED.items():
        if name in environment:
            yield Problem(where=name, problem=problem, fix=f"unset {name}")


def redirection_problems(environment: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what would send calls for AWS elsewhere, of the environment and of shared files."""
    for name in sorted(environment):
        if ENDPOINT.fullmatch(name) and name not in SWITCHES:
            yield _redirects(name, "", fix=f"unset {name}")
    for variable, default in SHARED_FILES.items():
        yield from _file_problems(variable, environment.get(variable) or default)


def _file_problems(variable: str, named: str) -> Iterator[Problem]:
    path = _expanded(named)
    if path is not None and not path.is_absolute():
        yield Problem(
            where=variable,
            problem=f"{named} is relative, and Pulumi and its plugins start in different folders",
            fix="name it from the root",
        )
    elif path is not None:
        yield from _line_problems(variable, path)


def _expanded(named: str) -> Path | None:
    try:
        return Path(named).expanduser()
    except RuntimeError:  # a user without a home has no file there
        return None


def _line_problems(variable: str, path: Path) -> Iterator[Problem]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        yield Problem(
            where=str(path),
            problem=f"cannot be looked at: {error.strerror}",
            fix=f"make it readable, or name another file in {variable}",
        )
        return
    for number, line in enumerate(lines, start=1):
        if found := SETTING.match(line):
            fix = f"remove the line, or name a file without it in {variable}"
            yield _redirects(f"{path}:{number}", f"{found[1]} ", fix=fix)


def _redirects(where: str, what: str, *, fix: str) -> Problem:
    problem = f"{what}would send calls for AWS elsewhere, and this is not a rehearsal"
    return Problem(where=where, problem=problem, fix=fix)
