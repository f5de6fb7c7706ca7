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
from enclave.bootstrap.work import Work
from enclave.declaration import Declaration, load_valid
from enclave.derive.aws_names import aws_names
from enclave.derive.names import deployer_role
from enclave.derive.state_backend import StateBackend, state_backend
from enclave.problems import ExitCode, Problem


@dataclass(frozen=True, kw_only=True)
class _Opened:
    declaration: Declaration
    site: str
    account: Account
    work: Work

    @property
    def backend(self) -> StateBackend:
        return state_backend(self.declaration, self.site)


def make(arguments: argparse.Namespace) -> ExitCode:
    """Show what stands and what does not; with --yes bring it there and print Pulumi's lines."""
    opened = _open(arguments)
    looks = opened.work.looks()
    due = any(look.standing is not Standing.STANDS for look in looks)
    if not arguments.json:
        sys.stdout.write(report.plan(looks))
    if due and not arguments.yes:
        return _unchanged(arguments, opened, f"enclave bootstrap {opened.site} --yes")
    changed = opened.work.apply() if arguments.yes else None
    if arguments.json:
        _print_machine(opened, changed)
    else:
        stacks = (f"{opened.site}-cloud",)
        sys.stdout.write(report.lines_for_pulumi(opened.backend, stacks, _deployer_arn(opened)))
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
    opened.work.require_unused()
    if ours and not arguments.yes:
        return _unchanged(arguments, opened, f"enclave bootstrap {opened.site} --undo --yes")
    if ours:
        opened.work.undo()
    if arguments.json:
        _print_machine(opened, len(ours))
    sys.stderr.write(f"{len(ours)} taken away\n")
    return ExitCode.CLEAN


def _open(arguments: argparse.Namespace) -> _Opened:
    declaration = load_valid(arguments.file, today=datetime.now(tz=UTC).date())
    site = arguments.site
    if site not in declaration.sites or declaration.sites[site].aws is None:
        known = [name for name, each in declaration.sites.items() if each.aws is not None]
        raise Problem(
            where=str(arguments.file),
            problem=f"{site} is no AWS site",
            fix=f"choose from {', '.join(known)}" if known else "declare one",
        )
    account = open_account(aws_names(declaration, site))
    sys.stderr.write(report.heading(site, account))
    trusted = arguments.trust or trusted_now(declaration, site, account)
    made = items(declaration, site, account, trusted=trusted)
    work = Work(made, _journal(arguments.file, site), _tell)
    return _Opened(declaration=declaration, site=site, account=account, work=work)


def _deployer_arn(opened: _Opened) -> str:
    return opened.account.names.iam(f"role/{deployer_role(opened.declaration, opened.site)}")


def _journal(declaration: Path, site: str) -> Path:
    return declaration.resolve().parent / f"bootstrap-{site}.journal"


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
    text = report.machine(opened.site, opened.account, looks, opened.backend, changed)
    sys.stdout.write(text)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
