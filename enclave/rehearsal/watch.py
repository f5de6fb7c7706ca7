"""What the engine tells while it works."""

from collections.abc import Mapping

from pulumi.automation import EngineEvent

from enclave.console import Step
from enclave.rehearsal.outcome import EngineError


class Watch:
    """Collects errors and counts of one update, and shows how far it is."""

    def __init__(self, step: Step | None = None) -> None:
        self._step = step
        self._done = 0
        self.counts: Mapping[str, int] = {}
        self.errors: list[EngineError] = []

    def see(self, event: EngineEvent) -> None:
        """Take one event of the engine's stream."""
        if event.summary_event:
            changes = event.summary_event.resource_changes
            self.counts = {str(step): count for step, count in changes.items()}
        diagnostic = event.diagnostic_event
        if diagnostic and diagnostic.severity == "error":
            resource = (diagnostic.urn or "").rpartition("::")[2]
            self.errors.append(EngineError(resource=resource, message=diagnostic.message))
        if event.res_outputs_event and self._step:
            self._done += 1
            self._step.update(f"{self._done} resources")
