"""Resources that moto answers for: created, read, updated and deleted as their table says."""

from collections.abc import Set as AbstractSet

from enclave.problems import Problem
from enclave.rehearsal.aws.calls import Calls
from enclave.rehearsal.aws.changes import changed
from enclave.rehearsal.aws.expressions import evaluate
from enclave.rehearsal.aws.left_behind import LeftBehind
from enclave.rehearsal.aws.model import Resource
from enclave.rehearsal.aws.properties import Properties
from enclave.rehearsal.aws.refusals import Refused
from enclave.rehearsal.aws.state import Context, Reading, State, kept, outputs
from enclave.rehearsal.aws.subject import Subject


class InMoto:
    """The four things that can happen to a resource in moto."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._left_behind = LeftBehind(calls)

    def create(
        self, subject: Subject, inputs: Properties, *, others: AbstractSet[str], adopt: bool
    ) -> State:
        """Make the resource, or finish the one that an interrupted create left."""
        context = self._calls.context(subject, inputs)
        reading = self._adopted(subject, context, others) if adopt else None
        if reading is None:
            reading = self._made(subject, context)
        context = reading.beside(context)
        for call in subject.resource.after_create:
            self._calls.make(subject.resource, call, context)
        if subject.resource.after_create:  # what they made is seen by now
            reading = self._calls.present(subject, context, reading.id)
        unread = subject.resource.unread | reading.unsaid
        return self._settled(subject, context, reading, also=unread & inputs.keys())

    def read(self, subject: Subject, id_: str, inputs: Properties) -> State | None:
        """Return the resource as moto has it now; None when it is gone."""
        context = self._calls.context(subject, inputs)
        reading = self._calls.look(subject, context, id_)
        return None if reading is None else _state(subject.resource, context, reading)

    def update(self, subject: Subject, id_: str, old: Properties, new: Properties) -> State:
        """Bring the resource from what moto has to the new inputs."""
        context = self._calls.context(subject, new)
        reading = self._calls.look(subject, context, id_)
        if reading is None:
            raise Problem(
                where=subject.where,
                problem=f"{id_} is gone from moto",
                fix="run `pulumi refresh`, then update again",
            )
        unread = (subject.resource.unread | reading.unsaid) & subject.resource.update
        also = changed(old, new, unread)
        return self._settled(subject, reading.beside(context), reading, also=also)

    def delete(self, subject: Subject, id_: str, inputs: Properties) -> None:
        """Take the resource away; already gone is fine."""
        context = self._calls.context(subject, inputs) | {"id": id_}
        for call in subject.resource.before_delete + subject.resource.delete:
            try:
                self._calls.make(subject.resource, call, context)
            except Refused as refused:
                if not subject.resource.service.gone.fullmatch(refused.code):
                    raise

    def _made(self, subject: Subject, context: Context) -> Reading:
        resource = subject.resource
        try:
            answer = self._calls.make(resource, resource.create, context)
        except Refused as refused:
            if refused.code != resource.exists:
                raise
            return self._taken_over(subject, context, refused)
        return self._calls.present(
            subject, context, evaluate(resource.id, context | {"answer": answer})
        )

    def _taken_over(self, subject: Subject, context: Context, refused: Refused) -> Reading:
        """Return what has our name already, if it is ours or nobody's and as it should be."""
        resource = subject.resource
        reading = self._calls.present(subject, context, evaluate(resource.id, context))
        # Without tags there is no mark to go by: then it must be the very same.
        fixed = resource.replace_on if resource.taggable else resource.inputs
        told = fixed & resource.readable - resource.computed
        is_other = reading.mark not in (None, subject.mark)
        if is_other or changed(reading.now, context["in"], told):
            raise refused
        return reading

    def _adopted(
        self, subject: Subject, context: Context, others: AbstractSet[str]
    ) -> Reading | None:
        """Return what an interrupted create left; take it away if it is not what is wanted now."""
        for id_ in self._left_behind.of(subject.resource, context):
            reading = None if id_ in others else self._calls.look(subject, context, id_)
            if reading is None:
                continue
            fixed = subject.resource.replace_on & reading.now.keys() & context["in"].keys()
            if not changed(reading.now, context["in"], fixed):
                return reading
            self.delete(subject, id_, {**context["in"], **reading.now})
        return None

    def _settled(
        self, subject: Subject, context: Context, reading: Reading, *, also: AbstractSet[str]
    ) -> State:
        """Run the steps for all that differs; Problem if moto did not keep what it was told."""
        resource, inputs = subject.resource, context["in"]
        differing = _differing(resource, inputs, reading)
        steps = [step for step in resource.steps if step.properties & (differing | also)]
        for step in steps:
            for call in step.calls:
                self._calls.make(resource, call, context)
        tagged = resource.taggable and ("tags" in differing or reading.mark != subject.mark)
        if tagged:
            self._tag(resource, context, reading)
        if steps or tagged:
            reading = self._calls.present(subject, context, reading.id)
        _refuse_unkept(subject, inputs, reading)
        return _state(resource, context, reading)

    def _tag(self, resource: Resource, context: Context, reading: Reading) -> None:
        removed = sorted((reading.now.get("tags") or {}).keys() - context["tag_map"].keys())
        if removed and resource.service.untag is not None:
            self._calls.make(resource, resource.service.untag, context | {"removed": removed})
        if resource.service.tag is not None:
            self._calls.make(resource, resource.service.tag, context)


def _state(resource: Resource, context: Context, reading: Reading) -> State:
    inputs = kept(resource, context["in"], reading)
    told = outputs(resource, inputs, reading.beside(context), reading.now)
    return State(id=reading.id, inputs=inputs, outputs=told)


def _differing(resource: Resource, inputs: Properties, reading: Reading) -> AbstractSet[str]:
    chosen_by_aws = {key for key in resource.computed if inputs.get(key) is None}
    asked = resource.readable & resource.inputs - reading.unsaid - chosen_by_aws
    return changed(reading.now, inputs, asked)


def _refuse_unkept(subject: Subject, inputs: Properties, reading: Reading) -> None:
    for key in sorted(_differing(subject.resource, inputs, reading)):
        raise Problem(
            where=f"{subject.where} {key}",
            problem=f"moto has {reading.now.get(key)!r} after it was told {inputs.get(key)!r}",
            fix=f"leave the property out, or correct its calls in {subject.resource.file}",
        )
