"""What `enclave preflight` does: opens the account, looks, and prints."""

import argparse
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime

import enclave
from enclave.account import open_account
from enclave.declaration import declaration_digest, load_valid
from enclave.derive.aws_names import aws_names
from enclave.preflight.check import Check, Context
from enclave.preflight.checks import CHECKS
from enclave.preflight.costs import cost_table
from enclave.preflight.doors import one_way_doors
from enclave.problems import ExitCode, Problem, Report, State
from enclave.problems.renderers import RENDERERS, Format

WIDTH = 100


def preflight(arguments: argparse.Namespace) -> ExitCode:
    """Print the report; in the terminal also the doors and the rough cost."""
    today = datetime.now(tz=UTC).date()
    declaration = load_valid(arguments.file, today=today)
    site = arguments.site
    if site not in declaration.sites or declaration.sites[site].aws is None:
        known = [name for name, each in declaration.sites.items() if each.aws is not None]
        raise Problem(
            where=str(arguments.file),
            problem=f"{site} is no AWS site",
            fix=f"choose from {', '.join(known)}" if known else "declare one",
        )
    account = open_account(aws_names(declaration, site))
    by = f"answered by {account.answered_by}, not by AWS" if account.answered_by else "AWS"
    sys.stderr.write(f"{site}: account {account.names.account}, as {account.caller}; {by}\n")
    context = Context(
        declaration=declaration,
        site=site,
        account=account,
        today=today,
        file=str(arguments.file),
    )
    found = report(context)
    sys.stdout.write(RENDERERS[arguments.format](found))
    if arguments.format is Format.TERMINAL:
        sys.stdout.write("".join((*outcomes(found), *_beside(context))))
    return found.exit_code


def report(context: Context, checks: tuple[Check, ...] = CHECKS) -> Report:
    """Every check's findings together; one that could not look stops no other."""
    return Report(
        title=f"preflight of {context.site}",
        versions={"enclave": enclave.__version__},
        declaration_digest=declaration_digest(context.declaration),
        looked_at=len(checks),
        findings=tuple(f for check in checks for f in check.findings(context)),
    )


def outcomes(found: Report, checks: tuple[Check, ...] = CHECKS) -> Iterator[str]:
    """Which checks passed, and which were skipped and why, in rows of at most 100 characters."""
    said = {finding.rule for finding in found.findings}
    passed = [check.title for check in checks if check.id not in said]
    yield from _row("passed", "; ".join(passed) or "none")
    titles = {check.id: check.title for check in checks}
    skipped = (finding for finding in found.findings if finding.state is State.SKIP)
    for rule, finding in {finding.rule: finding for finding in skipped}.items():
        yield from _row("skipped", f"{titles[rule]} ({finding.message})")


def _row(word: str, text: str) -> Iterator[str]:
    indent = " " * 9
    for line in textwrap.wrap(text, WIDTH, initial_indent=f"{word:<9}", subsequent_indent=indent):
        yield f"{line}\n"


def _beside(context: Context) -> Iterator[str]:
    yield "\none-way doors: what the first update decides for good\n"
    for door in one_way_doors(context.declaration, context.site):
        yield f"- {door}\n"
    yield f"\n{cost_table(context.declaration, context.site)}"
