"""From nothing, or from what an earlier run left, to a workspace in which the engine can begin."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from enclave.console import step
from enclave.rehearsal import continuity, plugins, state
from enclave.rehearsal.aws import server as moto
from enclave.rehearsal.aws.identity import Server, boot_id
from enclave.rehearsal.aws.landing_zone import stand_in
from enclave.rehearsal.faults import require_room
from enclave.rehearsal.leftovers import end_leftovers
from enclave.rehearsal.note import Note, read_note, write_note
from enclave.rehearsal.organization import STACK
from enclave.rehearsal.project import Project
from enclave.rehearsal.scope import Scope
from enclave.rehearsal.settings import write_settings, write_stack_configuration
from enclave.rehearsal.workspace import Workspace
from enclave.tools import Tool

REHEARSAL_KEY = "enclave:rehearsal"  # tells the program where moto answers


def prepare(
    workspace: Workspace,
    project: Project,
    *,
    scope: Scope,
    port: int | None,
    pulumi: Callable[[], Tool],
) -> Note:
    """Start moto, place the plugins, write the settings; `pulumi` is asked for once moto runs.

    An organization in `scope` then stands, with its accounts, before the first stack does.
    The caller holds the lock. Raises Problem, and then what this call started has ended again.
    """
    require_room(workspace.folder)
    boot_id()  # what cannot tell processes apart would end or spare the wrong ones
    found = _continue_or_clear(workspace)
    with ExitStack() as undo:
        if workspace.state_files():
            undo.callback(end_leftovers, workspace, server=found)
        else:
            undo.callback(_leave_nothing, workspace)
        workspace.create()
        workspace.provide_passphrase()
        with step("moto"):
            account = (
                found.account if found else scope.sites[0].account
            )  # any does: a key names its own
            server = moto.start(folder=workspace.moto, port=port, account=account)
            if scope.management is not None:
                stand_in(server.url, scope.management.zone)
        note = _note(workspace, project, server=server, accounts=scope.accounts, pulumi=pulumi())
        _write(workspace, project, note)
        undo.pop_all()
    return note


def _continue_or_clear(workspace: Workspace) -> Server | None:
    """End what killed commands left; return the moto to go on with."""
    found = moto.running(workspace.moto)
    end_leftovers(workspace, server=found)
    state.break_stale_locks(workspace)
    reason = continuity.broken(workspace, read_note(workspace), found)
    if reason is None:
        return found
    sys.stderr.write(f"{reason}: its state is discarded, and the rehearsal begins anew.\n")
    if found is not None:
        moto.stop(found)
    workspace.clear()
    return None


def _leave_nothing(workspace: Workspace) -> None:
    end_leftovers(workspace, server=None)
    workspace.clear()


def _note(
    workspace: Workspace,
    project: Project,
    *,
    server: Server,
    accounts: Mapping[str, str],
    pulumi: Tool,
) -> Note:
    former = read_note(workspace)  # another site may stand already
    known = {**(former.accounts if former else {}), **accounts}
    return Note(
        project=project.folder,
        name=project.name,
        pulumi=pulumi.path,
        version=pulumi.version,
        server=server,
        stand_ins=plugins.choose(pulumi.path).stand_ins,
        accounts=dict(sorted(known.items(), key=lambda each: each[0] != STACK)),  # before all sites
    )


def _write(workspace: Workspace, project: Project, note: Note) -> None:
    chosen = plugins.choose(note.pulumi)
    plugins.install(workspace, chosen, pulumi=note.pulumi)
    write_settings(workspace, project, chosen)
    for stack in note.accounts:
        values = {REHEARSAL_KEY: note.server.url}
        write_stack_configuration(workspace, project, stack=stack, values=values)
    write_note(workspace, note)
