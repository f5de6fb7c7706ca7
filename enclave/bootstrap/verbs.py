"""What `enclave bootstrap` does: looks first, says so, and changes only with --yes."""

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from enclave.account import Account, open_account
from enclave.bootstrap import report
from enclave.bootstrap.item import Standing
from enclave.bootstrap.items import items, trusted_now
from enclave.bootstrap.origin import Origin, journal_path
from enclave.bootstrap.work import Work
from enclave.declaration import Declaration, load_valid
from enclave.derive.management import management_names
from enclave.derive.names import deployer_role
from enclave.derive.state_account import ORGANIZATION, state_account
from enclave.derive.state_backend import StateBackend, state_backend
from enclave.problems import ExitCode, Problem


@dataclass(frozen=True, kw_only=True)
class _Opened:
    declaration: Declaration
    name: str
    account: Account
    work: Work

    @property
    def backend(self) -> StateBackend:
        return state_backend(self.declaration, self.name)


def make(arguments: argparse.Namespace) -> ExitCode:
    """Show what stands and what does not; with --yes bring it there and print Pulumi's lines."""
    opened = _open(arguments)
    looks = opened.work.looks()
    due = any(look.standing is not Standing.STANDS for look in looks)
    if not arguments.json:
        sys.stdout.write(report.plan(looks))
    if due and not arguments.yes:
        return _unchanged(arguments, opened, f"enclave bootstrap {opened.name} --yes")
    changed = opened.work.apply() if arguments.yes else None
    if arguments.json:
        _print_machine(opened, changed)
    else:
        role, backend = _deployer_arn(opened), opened.backend
        sys.stdout.write(report.lines_for_pulumi(backend, _stack(opened.name), role))
    sys.stderr.write(f"{changed or 0} changed\n")
    return ExitCode.CLEAN


def undo(arguments: argparse.Namespace) -> ExitCode:
    """Show what would go and what stays; with --yes take it away, unless it is in use."""
    opened = _open(arguments)
    ours = opened.work.ours()
    standing = [look.item for look in opened.work.looks() if look.standing is not Standing.MISSING]
    if not arguments.json:
        others = [item for item in standing if item not in ours]
        sys.stdout.write(report.undo_plan(ours, others))
    opened.work.require_undoable()
    if ours and not arguments.yes:
        return _unchanged(arguments, opened, f"enclave bootstrap {opened.name} --undo --yes")
    if ours:
        opened.work.undo()
    if arguments.json:
        _print_machine(opened, len(ours))
    sys.stderr.write(f"{len(ours)} taken away\n")
    return ExitCode.CLEAN


def _open(arguments: argparse.Namespace) -> _Opened:
    declaration = load_valid(arguments.file, today=datetime.now(tz=UTC).date())
    name = arguments.site
    _require_known(declaration, name, arguments.file)
    account = open_account(state_account(declaration, name).names)
    sys.stderr.write(report.heading(name, account))
    before = trusted_now(declaration, name, account)
    trusted = tuple(arguments.trust) or before
    made = items(declaration, name, account, trusted=trusted)
    if trusted and not arguments.undo:
        sys.stderr.write(report.trust(account.names.account, before, trusted))
    origin = Origin.of(account)
    work = Work(made, journal_path(arguments.file, name, origin), _tell, origin=origin)
    return _Opened(declaration=declaration, name=name, account=account, work=work)


def _require_known(declaration: Declaration, name: str, file: Path) -> None:
    known = [site for site, each in declaration.sites.items() if each.aws is not None]
    if name in {*known, ORGANIZATION}:
        return
    ours = [ORGANIZATION] if management_names(declaration) else []
    raise Problem(
        where=str(file),
        problem=f"{name} is no AWS site",
        fix=f"choose from {', '.join([*known, *ours])}" if known else "declare one",
    )


def _stack(name: str) -> str:
    return name if name == ORGANIZATION else f"{name}-cloud"


def _deployer_arn(opened: _Opened) -> str:
    return opened.account.names.iam(f"role/{deployer_role(opened.declaration, opened.name)}")


def _unchanged(arguments: argparse.Namespace, opened: _Opened, command: str) -> ExitCode:
    if arguments.json:
        _print_machine(opened, None)
    if arguments.dry_run:
        sys.stderr.write("nothing was changed\n")
        return ExitCode.CLEAN
    sys.stderr.write(f"nothing was changed. Fix: read the above, then {command}.\n")
    return ExitCode.COULD_NOT_LOOK


def _print_machine(opened: _Opened, changed: int | None) -> None:
    looks = opened.work.looks()
    text = report.machine(opened.name, opened.account, looks, opened.backend, changed)
    sys.stdout.write(text)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
