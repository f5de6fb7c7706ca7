"""Resources that nothing answers for: written down as their program says them."""

from collections.abc import Set as AbstractSet

from enclave.rehearsal.aws.calls import Calls
from enclave.rehearsal.aws.expressions import evaluate
from enclave.rehearsal.aws.properties import Properties
from enclave.rehearsal.aws.recorded import Entry, Record
from enclave.rehearsal.aws.state import State, outputs
from enclave.rehearsal.aws.subject import Subject


class OnRecord:
    """The four things that can happen to a resource that is only recorded."""

    def __init__(self, calls: Calls, record: Record) -> None:
        self._calls = calls
        self._record = record

    def create(self, subject: Subject, inputs: Properties, *, others: AbstractSet[str]) -> State:
        """Write the resource down, under the id that an interrupted create left."""
        left = [entry.id for entry in self._record.find(subject.urn) if entry.id not in others]
        context = self._calls.context(subject, inputs)
        known = subject.resource.unanswered or subject.resource
        id_ = left[0] if left else evaluate(known.id, context)
        return self.update(subject, id_, inputs)

    def read(self, subject: Subject, id_: str) -> State | None:
        """Return what was written down; None when it is gone."""
        entry = self._record.read(id_)
        return None if entry is None else self._state(subject, id_, dict(entry.inputs))

    def update(self, subject: Subject, id_: str, inputs: Properties) -> State:
        """Write the resource down anew."""
        entry = Entry(
            urn=subject.urn,
            type=subject.resource.type,
            name=subject.name,
            id=id_,
            inputs=inputs,
        )
        self._record.write(entry)
        return self._state(subject, id_, inputs)

    def delete(self, id_: str) -> None:
        """Forget the resource; already gone is fine."""
        self._record.remove(id_)

    def _state(self, subject: Subject, id_: str, inputs: Properties) -> State:
        context = self._calls.context(subject, inputs) | {"id": id_}
        told = outputs(subject.resource, inputs, context, {"tags": inputs.get("tags")})
        return State(id=id_, inputs=inputs, outputs=told)
