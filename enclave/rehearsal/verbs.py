"""What each verb of `enclave rehearse` does and prints."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enclave.declaration import InvalidDeclaration
from enclave.problems import ExitCode, Problem
from enclave.problems.render_terminal import render_terminal
from enclave.rehearsal import environment, faults, report, status
from enclave.rehearsal.down import down, would_go
from enclave.rehearsal.project import find_project
from enclave.rehearsal.standing import required, stack_of, standing
from enclave.rehearsal.up import Request, plan, up
from enclave.rehearsal.workspace import Workspace, workspace_of


def run_up(arguments: argparse.Namespace) -> ExitCode:
    """Stand the enclave up and print the proof; a broken declaration prints every problem."""
    request = Request(start=_here(), sites=arguments.site, port=arguments.port)
    try:
        with faults.of_files():
            return (_dry_up if arguments.dry_run else _up)(request, as_json=arguments.json)
    except InvalidDeclaration as invalid:
        sys.stderr.write(render_terminal(invalid.report))
        return invalid.report.exit_code


def _up(request: Request, *, as_json: bool) -> ExitCode:
    result = up(request)
    _print(report.text(result), report.plain(result), as_json=as_json)
    return result.exit_code


def _dry_up(request: Request, *, as_json: bool) -> ExitCode:
    planned = plan(request)
    _print(planned.text(), planned.plain(), as_json=as_json)
    return ExitCode.CLEAN


def run_down(arguments: argparse.Namespace) -> ExitCode:
    """Take it down and print what went."""
    workspace = _workspace()
    with faults.of_files():
        removal = would_go(workspace) if arguments.dry_run else down(workspace)
    if removal is None:
        _print("nothing to take down", {"removed": None}, as_json=arguments.json)
        return ExitCode.CLEAN
    _print(
        status.removal_text(removal, dry=arguments.dry_run),
        status.removal_plain(removal),
        as_json=arguments.json,
    )
    return removal.exit_code


def run_env(arguments: argparse.Namespace) -> ExitCode:
    """Print the variables, or what takes them back."""
    if arguments.unset:  # needs nothing that is up: it may follow `down`
        sys.stdout.write(f"{environment.undo(os.environ)}\n")
        return ExitCode.CLEAN
    workspace = _workspace()
    with faults.of_files():
        found = required(workspace)
    stack = stack_of(found, site=arguments.site)
    values = environment.variables(workspace, found.note, stack=stack)
    _print(
        environment.shell(values, found.note, inherited=os.environ),
        environment.with_path(values, found.note, inherited=os.environ),
        as_json=arguments.json,
    )
    return ExitCode.CLEAN


def run_status(arguments: argparse.Namespace) -> ExitCode:
    """Print what stands."""
    with faults.of_files():
        found = standing(_workspace())
    if found is None:
        _print("nothing is up here", {"up": False}, as_json=arguments.json)
    else:
        _print(status.text(found), status.plain(found), as_json=arguments.json)
    return ExitCode.CLEAN


def _workspace() -> Workspace:
    return workspace_of(find_project(_here()))


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise Problem(
            where="the current folder", problem="is gone", fix="change to the project's folder"
        ) from error


def _print(text: str, plain: Mapping[str, Any], *, as_json: bool) -> None:
    sys.stdout.write(f"{json.dumps(plain, indent=2) if as_json else text}\n")
