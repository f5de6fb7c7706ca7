"""Which plugins the engine gets: the official ones where installed, else the stand-ins."""

import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import enclave
from enclave.rehearsal.files import write_private
from enclave.rehearsal.workspace import Workspace
from enclave.tools import cache_dir

LANGUAGE_HOST = "pulumi-language-python"
EXECUTOR = "pulumi-language-python-exec"
AWS_PROVIDER = "pulumi-resource-aws"
AWS_VERSION = "7.51.1"  # of the pulumi-aws package this kit is tested with
EXECUTABLE = 0o700
# Compiled modules go to the kit's cache: beside their sources they would be written into the user's
# tree, and nowhere at all they would be compiled again at every start (pulumi_aws: 2 s).
STARTER = """#!/bin/sh
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX={bytecode}
export PYTHONPATH={package}"${{PYTHONPATH:+:$PYTHONPATH}}"
exec {command} "$@"
"""


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin of the engine; `official` is its folder, None for the kit's own stand-in."""

    name: str
    official: Path | None

    def __str__(self) -> str:
        return f"{self.name}, {'official' if self.official else 'stand-in'}"


@dataclass(frozen=True, kw_only=True)
class Plugins:
    """The two plugins of a rehearsal."""

    language: Plugin
    aws: Plugin

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """Names of those that are not the official ones."""
        return tuple(p.name for p in (self.language, self.aws) if p.official is None)

    def settings(self, workspace: Workspace) -> dict[str, Any]:
        """`plugins` of Pulumi.yaml: exact folders, so that nothing else on PATH is picked."""
        language = {"name": "python", "path": str(self.language.official or workspace.bin)}
        aws = {"name": "aws", "path": str(self.aws.official or workspace.bin)}
        return {"languages": [language], "providers": [aws | {"version": AWS_VERSION}]}


def choose(pulumi: Path) -> Plugins:
    """Look beside `pulumi`, on PATH and among the user's installed plugins."""
    return Plugins(
        language=Plugin(name="Python language host", official=_language_host(pulumi)),
        aws=Plugin(name="AWS provider", official=_aws_provider()),
    )


def install(workspace: Workspace, plugins: Plugins, *, pulumi: Path) -> None:
    """Write a starter for each stand-in into the workspace's `bin`."""
    if plugins.language.official is None:
        executor = pulumi.parent / EXECUTOR
        _write_starter(
            workspace.bin / LANGUAGE_HOST,
            module="enclave.rehearsal.language_host",
            arguments=("--executor", str(executor)),
        )
    if plugins.aws.official is None:
        _write_starter(workspace.bin / AWS_PROVIDER, module="enclave.rehearsal.aws", arguments=())


def _language_host(pulumi: Path) -> Path | None:
    if (pulumi.parent / LANGUAGE_HOST).is_file():
        return pulumi.parent
    on_path = shutil.which(LANGUAGE_HOST)
    return Path(on_path).parent if on_path else None


def _aws_provider() -> Path | None:
    folder = Path.home() / ".pulumi" / "plugins" / f"resource-aws-v{AWS_VERSION}"
    return folder if (folder / AWS_PROVIDER).is_file() else None


def _write_starter(path: Path, *, module: str, arguments: tuple[str, ...]) -> None:
    values = {
        # The interpreter and the package that run now, whatever the user's shell has by then.
        "package": shlex.quote(str(Path(enclave.__file__).parents[1])),
        "command": shlex.join((sys.executable, "-m", module, *arguments)),
        "bytecode": shlex.quote(str(cache_dir() / "bytecode")),
    }
    write_private(path, STARTER.format_map(values), mode=EXECUTABLE)
