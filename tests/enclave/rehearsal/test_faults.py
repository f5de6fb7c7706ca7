import errno

import pytest

from enclave.problems import Problem
from enclave.rehearsal.faults import of_files, problem_of
from enclave.rehearsal.outcome import EngineError
from enclave.rehearsal.workspace import Workspace

STACK = "frankfurt-cloud"
TRACEBACK = """Program failed with an unhandled exception:
Traceback (most recent call last):
  File "/project/stacks/__main__.py", line 3, in <module>
    run()
{raised}
"""


def explain(said: str, workspace: Workspace, *errors: EngineError) -> str:
    return str(problem_of(said, errors=errors, stack=STACK, workspace=workspace))


def error(message: str, resource: str = "") -> EngineError:
    return EngineError(resource=resource, message=message)


def see(workspace: Workspace) -> str:
    log = f"{workspace.logs}/{STACK}.log"
    return f"Fix: see {log}; enclave rehearse up then goes on from here."


def test_a_failed_resource_is_named_with_what_the_provider_said(workspace: Workspace) -> None:
    told = error("AccessDenied: no\nmore text", "frankfurt-key")
    assert explain("", workspace, told) == (
        f"frankfurt-cloud, frankfurt-key: AccessDenied: no. {see(workspace)}"
    )


def test_further_errors_are_counted_and_consequences_are_not(workspace: Workspace) -> None:
    errors = (error("one", "a"), error("two", "b"), error("update failed"))
    assert explain("", workspace, *errors) == (
        f"frankfurt-cloud, a: one (and 1 more). {see(workspace)}"
    )


def test_a_programs_traceback_becomes_its_last_line(workspace: Workspace) -> None:
    told = error(TRACEBACK.format(raised="ValueError: no such zone"))
    assert explain("", workspace, told) == f"frankfurt-cloud: no such zone. {see(workspace)}"


def test_a_problem_raised_in_the_program_keeps_its_own_fix(workspace: Workspace) -> None:
    raised = "enclave.problems.problem.Problem: enclave:nodes is 0. Fix: use 1 or more."
    told = error(TRACEBACK.format(raised=raised))
    assert (
        explain("", workspace, told) == "frankfurt-cloud: enclave:nodes is 0. Fix: use 1 or more."
    )


def test_an_error_of_the_command_itself_is_read_from_its_output(workspace: Workspace) -> None:
    said = "\n code: 255\n stdout: \n stderr: error: could not load plugin"
    assert explain(said, workspace) == f"frankfurt-cloud: could not load plugin. {see(workspace)}"


def test_colours_are_left_out(workspace: Workspace) -> None:
    told = error("<{%fg 1%}>error: <{%reset%}>\x1b[31mred\x1b[0m", "a")
    assert explain("", workspace, told) == f"frankfurt-cloud, a: red. {see(workspace)}"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "organizations AttachPolicy was refused: PolicyTypeNotEnabledException: This operation",
            (
                "frankfurt-cloud attaches policies of a type that the organization's root has not"
                " enabled. Fix: aws organizations enable-policy-type --root-id ROOT --policy-type"
                " TYPE, for each type in docs/organization.md, then again."
            ),
        ),
        (
            "write /x: no space left on device",
            (
                "{folder} has no room left on its disk."
                " Fix: make room, then enclave rehearse up goes on from here."
            ),
        ),
        (
            "error: getting secrets manager: incorrect passphrase",
            (
                "{folder}/passphrase does not open the state of frankfurt-cloud."
                " Fix: put the former file back, or enclave rehearse down, then up."
            ),
        ),
        (
            "error: the stack is currently locked by 1 lock(s).",
            (
                "frankfurt-cloud another pulumi works on it."
                " Fix: wait until it ends, then enclave rehearse up again."
            ),
        ),
    ],
)
def test_known_faults_have_their_own_line(workspace: Workspace, said: str, line: str) -> None:
    assert explain(said, workspace) == line.format(folder=workspace.folder)


def test_an_unwritable_file_names_the_file_and_where_else_to_go() -> None:
    with pytest.raises(Problem) as caught, of_files():
        raise PermissionError(errno.EACCES, "Permission denied", "/cache/x")
    assert str(caught.value) == (
        "/cache/x cannot be used: Permission denied."
        " Fix: make it writable, or set XDG_CACHE_HOME to a folder that is."
    )


def test_a_full_disk_asks_for_room() -> None:
    with pytest.raises(Problem) as caught, of_files():
        raise OSError(errno.ENOSPC, "No space left on device", "/cache/x")
    assert caught.value.fix == "make room, then run it again"
