"""The Pulumi engine, driven through its Automation API."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pulumi import automation
from pulumi.automation.errors import CommandError

from enclave.console import Step
from enclave.rehearsal import faults, state
from enclave.rehearsal.engine_log import EngineLog
from enclave.rehearsal.engine_process import EngineCommand
from enclave.rehearsal.environment import variables
from enclave.rehearsal.leftovers import MARK
from enclave.rehearsal.note import Note
from enclave.rehearsal.outcome import Outcome
from enclave.rehearsal.watch import Watch
from enclave.rehearsal.workspace import Workspace


class Engine:
    """Updates and destroys the stacks of one workspace."""

    def __init__(self, workspace: Workspace, note: Note) -> None:
        self._workspace = workspace
        self._note = note
        self._command = EngineCommand(pulumi=note.pulumi, version=note.version)

    def update(self, stack: str, *, step: Step) -> Outcome:
        """Declare the stack, without a preview: the rehearsal is one.

        Raises Problem; what was declared until then stays declared, and the next call goes on.
        """
        opened = self._open(stack)
        self._forget_interrupted(opened, stack)
        return self._run(stack, opened.up, step)

    def destroy(self, stack: str, *, step: Step) -> Outcome:
        """Delete what the stack declared. Raises Problem."""
        opened = self._open(stack)
        self._forget_interrupted(opened, stack)
        return self._run(stack, opened.destroy, step)

    def _open(self, stack: str) -> automation.Stack:
        space = automation.LocalWorkspace(
            work_dir=str(self._workspace.folder),
            pulumi_command=self._command,
            env_vars={
                **variables(self._workspace, self._note, stack=stack),
                MARK: str(self._workspace.folder),
            },
        )
        known = self._workspace.state_file(self._note.name, stack).exists()
        with self._explained(stack, Watch()):
            return (automation.Stack.select if known else automation.Stack.create)(stack, space)

    def _forget_interrupted(self, opened: automation.Stack, stack: str) -> None:
        # Pulumi cannot know whether an interrupted create took place and keeps warning of it; here
        # creating again finds what is there, so the operation is simply done again.
        if not state.interrupted(self._workspace.state_file(self._note.name, stack)):
            return
        with self._explained(stack, Watch()):
            kept = opened.export_stack()
            settled = {**(kept.deployment or {}), "pending_operations": []}
            opened.import_stack(automation.Deployment(kept.version, settled))

    def _run(self, stack: str, operation: Callable[..., Any], step: Step) -> Outcome:
        began = time.monotonic()
        watch = Watch(step)
        with EngineLog(self._workspace.logs / f"{stack}.log") as log, self._explained(stack, watch):
            operation(
                on_event=watch.see,
                on_output=log.keep,
                on_error=log.keep,
                suppress_outputs=True,
                suppress_progress=True,
            )
        return Outcome(stack=stack, counts=watch.counts, seconds=time.monotonic() - began)

    @contextmanager
    def _explained(self, stack: str, watch: Watch) -> Iterator[None]:
        try:
            yield
        except CommandError as error:
            raise faults.problem_of(
                str(error), errors=watch.errors, stack=stack, workspace=self._workspace
            ) from error
