"""What can happen to a resource, wherever its answers come from."""

from collections.abc import Set as AbstractSet

from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.calls import Calls
from enclave.rehearsal.aws.check import complaints, filled, refused_by_botocore
from enclave.rehearsal.aws.expressions import evaluate
from enclave.rehearsal.aws.in_moto import InMoto
from enclave.rehearsal.aws.model import Resource
from enclave.rehearsal.aws.on_record import OnRecord
from enclave.rehearsal.aws.properties import Properties
from enclave.rehearsal.aws.recorded import Record
from enclave.rehearsal.aws.schema import Complaint, schema
from enclave.rehearsal.aws.state import State
from enclave.rehearsal.aws.subject import Subject


class Lifecycle:
    """Check, create, read, update and delete, for one configured provider. Safe for threads."""

    def __init__(self, api: Api, record: Record) -> None:
        self.api = api
        self._record = record
        self._calls = Calls(api)
        self._in_moto = InMoto(self._calls)
        self._on_record = OnRecord(self._calls, record)

    def check(
        self, subject: Subject, inputs: Properties
    ) -> tuple[Properties, tuple[Complaint, ...]]:
        """Return the inputs with what AWS would fill in, and all that is wrong with them."""
        resource, known = subject.resource, schema(subject.resource.type)
        if _is_recorded(resource, inputs):
            _ = self._record.folder  # refuse before anything stands
        tags = self.api.settings.default_tags
        full = filled(resource, known, inputs, urn=subject.urn, default_tags=tags)
        wrong = tuple(complaints(resource, known, full))
        if not wrong:
            shape = self.api.shape(resource.service.name, resource.create.operation)
            context = self._calls.context(subject, full)
            wrong = tuple(refused_by_botocore(resource, full, context, shape))
        return full, wrong

    def create(
        self, subject: Subject, inputs: Properties, *, others: AbstractSet[str], adopt: bool
    ) -> State:
        """Make the resource, or finish the one that an interrupted create left.

        `others` are ids that the engine already has for it: never adopted. Without `adopt` the
        engine may have one whose id is not known, so nothing is adopted.
        """
        if _is_recorded(subject.resource, inputs):
            return self._on_record.create(subject, inputs, others=others)
        return self._in_moto.create(subject, inputs, others=others, adopt=adopt)

    def read(self, subject: Subject, id_: str, inputs: Properties) -> State | None:
        """Return the resource as it is now; None when it is gone."""
        if _is_recorded(subject.resource, inputs):
            return self._on_record.read(subject, id_)
        return self._in_moto.read(subject, id_, inputs)

    def update(self, subject: Subject, id_: str, old: Properties, new: Properties) -> State:
        """Bring the resource to the new inputs."""
        if _is_recorded(subject.resource, old):
            return self._on_record.update(subject, id_, new)
        return self._in_moto.update(subject, id_, old, new)

    def delete(self, subject: Subject, id_: str, inputs: Properties) -> None:
        """Take the resource away; already gone is fine."""
        if _is_recorded(subject.resource, inputs):
            self._on_record.delete(id_)
        else:
            self._in_moto.delete(subject, id_, inputs)


def _is_recorded(resource: Resource, inputs: Properties) -> bool:
    some = resource.unanswered
    return resource.recorded or (some is not None and bool(evaluate(some.when, {"in": inputs})))
