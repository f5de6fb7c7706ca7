import os
import subprocess

from enclave.bootstrap.origin import FOLDER
from enclave.rehearsal.environment import shell, undo, variables, with_path
from enclave.rehearsal.note import Note
from enclave.rehearsal.own_command import scripts
from enclave.rehearsal.workspace import Workspace


def evaluate(script: str, environment: dict[str, str]) -> dict[str, str]:
    """Variables that a shell exports after it evaluated `script`."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"{script}\n/usr/bin/env -0"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = (line.split("=", 1) for line in done.stdout.split("\0") if line)
    return {name: value for name, value in kept if name not in {"PWD", "_", "SHLVL", "OLDPWD"}}


def test_pulumi_finds_stack_state_and_passphrase_without_a_flag(
    workspace: Workspace, note: Note
) -> None:
    values = variables(workspace, note, stack="frankfurt-cloud")
    assert values["PULUMI_OPTION_CWD"] == str(workspace.folder)
    assert values["PULUMI_STACK"] == "frankfurt-cloud"
    assert values["PULUMI_BACKEND_URL"] == workspace.backend
    assert values["PULUMI_CONFIG_PASSPHRASE_FILE"] == str(workspace.passphrase)


def test_calls_for_aws_go_to_moto_as_the_account_of_the_stack(
    workspace: Workspace, note: Note
) -> None:
    values = variables(workspace, note, stack="paris-cloud")
    assert values["AWS_ENDPOINT_URL"] == "http://127.0.0.1:5000"
    assert values["AWS_ACCESS_KEY_ID"] == "444455556666"
    assert values["AWS_CONFIG_FILE"] == os.devnull


def test_the_journal_of_bootstrap_lies_where_down_takes_it_away(
    workspace: Workspace, note: Note
) -> None:
    values = variables(workspace, note, stack="frankfurt-cloud")
    assert values[FOLDER] == str(workspace.folder)


def test_evaluated_lines_hide_the_users_profile_and_put_the_engine_first(
    workspace: Workspace, note: Note
) -> None:
    mine = {"AWS_PROFILE": "prod", "PATH": "/usr/bin:/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    after = evaluate(shell(values, note, inherited=mine), mine)
    assert "AWS_PROFILE" not in after
    assert after["PATH"] == f"/opt/tools:/usr/bin:/bin:{scripts()}"
    assert values.items() <= after.items()


def test_what_the_user_had_is_never_printed(workspace: Workspace, note: Note) -> None:
    mine = {"AWS_SECRET_ACCESS_KEY": "hunter2", "PATH": "/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    assert "hunter2" not in shell(values, note, inherited=mine)


def test_evaluated_twice_does_no_more_than_once(workspace: Workspace, note: Note) -> None:
    mine = {"AWS_PROFILE": "prod", "PATH": "/usr/bin:/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    do = shell(values, note, inherited=mine)
    once = evaluate(do, mine)
    assert evaluate(f"{do}\n{shell(values, note, inherited=once)}", mine) == once


def test_what_the_user_had_is_inherited_by_nothing_that_the_shell_starts(
    workspace: Workspace, note: Note
) -> None:
    mine = {"AWS_SECRET_ACCESS_KEY": "hunter2", "https_proxy": "hunter2", "PATH": "/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    assert "hunter2" not in evaluate(shell(values, note, inherited=mine), mine).values()


def test_undo_gives_back_exactly_what_was_there(workspace: Workspace, note: Note) -> None:
    mine = {"AWS_PROFILE": "prod", "PULUMI_STACK": "the real one", "PATH": "/usr/bin:/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    do = shell(values, note, inherited=mine)
    assert evaluate(f"{do}\n{undo(evaluate(do, mine))}", mine) == mine


def test_undo_in_a_shell_started_meanwhile_takes_ours_away_and_keeps_its_path(
    workspace: Workspace, note: Note
) -> None:
    mine = {"AWS_PROFILE": "prod", "PATH": "/usr/bin:/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    during = evaluate(shell(values, note, inherited=mine), mine)
    assert evaluate(undo(during), during) == {"PATH": f"/opt/tools:/usr/bin:/bin:{scripts()}"}


def test_a_name_that_no_shell_takes_is_not_put_into_its_lines(
    workspace: Workspace, note: Note
) -> None:
    mine = {"AWS_X;echo owned": "1", "PULUMI_a-b": "1", "PATH": "/bin"}
    values = variables(workspace, note, stack="frankfurt-cloud")
    said = shell(values, note, inherited=mine) + undo({"ENCLAVE_BEFORE": "A;echo PATH"} | mine)
    assert "echo" not in said
    assert "a-b" not in said


def test_undo_leaves_a_shell_alone_that_never_evaluated_anything() -> None:
    assert undo({"AWS_PROFILE": "prod"}) == ""


def test_a_folder_with_blanks_and_quotes_survives_the_shell(
    note: Note, workspace: Workspace
) -> None:
    odd = Workspace(folder=workspace.folder / "it's a $(folder)")
    values = variables(odd, note, stack="frankfurt-cloud")
    after = evaluate(shell(values, note, inherited={}), {"PATH": "/bin"})
    assert after["PULUMI_OPTION_CWD"] == str(odd.folder)


def test_json_carries_a_whole_path(workspace: Workspace, note: Note) -> None:
    values = variables(workspace, note, stack="frankfurt-cloud")
    assert (
        with_path(values, note, inherited={"PATH": "/bin"})["PATH"]
        == f"/opt/tools:/bin:{scripts()}"
    )
