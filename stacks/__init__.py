"""The Pulumi program of the enclave: one project, whose stacks' names fix their layers."""

import gc

import pulumi

from enclave.declaration import InvalidDeclaration, load_valid
from enclave.problems import Problem
from enclave.records.export import OUTPUT

from . import settings
from .layers.cloud import declare_cloud
from .layers.organization import declare_organization

MESSAGE_SHOWN = 32  # exit code by which Pulumi's language host knows that the user was told


def run() -> None:
    """Declare the layer that the stack's name fixes.

    A Problem ends the program: the user reads all its lines and no traceback.
    """
    collect_rarely()
    try:
        declare()
    except Problem as problem:
        pulumi.log.error(lines_of(problem))
        raise SystemExit(MESSAGE_SHOWN) from None


def declare() -> None:
    """Read declaration and settings, declare the layer, export what it gives. Raises Problem."""
    declaration = load_valid(settings.declaration_file(), today=settings.today())
    read = settings.read_settings(declaration)
    if read.layer is settings.Layer.ORGANIZATION:
        declare_organization(declaration, read)
    else:
        pulumi.export(OUTPUT, declare_cloud(declaration, read))


def collect_rarely() -> None:
    """Make the garbage collector look at the graph now and then only.

    The graph does nothing but grow, and ends with the process. At Python's own pace a resource
    among 2,000 costs twice the time of one among 200; at this pace the same, for 5 MB more.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def lines_of(problem: Problem) -> str:
    """Return what the user reads of a problem, one line each."""
    if isinstance(problem, InvalidDeclaration):
        return "\n".join(str(finding) for finding in problem.report.failures)
    return str(problem)
