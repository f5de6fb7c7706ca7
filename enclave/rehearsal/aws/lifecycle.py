"""Creates, reads, updates and deletes a resource as its table says, in moto or in the record."""

import threading
import uuid
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api, Refused
from enclave.rehearsal.aws.changes import changed
from enclave.rehearsal.aws.check import complaints, filled, refused_by_botocore
from enclave.rehearsal.aws.expressions import UNSAID, evaluate, parameters
from enclave.rehearsal.aws.model import MARK_TAG, Call, Find, Resource
from enclave.rehearsal.aws.properties import UNKNOWN, Properties
from enclave.rehearsal.aws.recorded import Entry, Record
from enclave.rehearsal.aws.schema import Complaint, schema
from enclave.rehearsal.aws.subject import Subject

Context = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class State:
    """A resource as it stands."""

    id: str
    inputs: Properties
    outputs: Properties


@dataclass(frozen=True, kw_only=True)
class _Reading:
    id: str
    it: Any
    now: Properties  # what moto tells; properties it cannot tell are absent
    unsaid: AbstractSet[str]
    mark: str | None


class Lifecycle:
    """The four things that can happen to a resource, for one configured provider."""

    def __init__(self, api: Api, record: Record) -> None:
        self.api = api
        self._record = record
        self._left_behind: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._lock = threading.Lock()

    def check(
        self, subject: Subject, inputs: Properties
    ) -> tuple[Properties, tuple[Complaint, ...]]:
        """Return the inputs with what AWS would fill in, and all that is wrong with them."""
        resource, known = subject.resource, schema(subject.resource.type)
        if resource.recorded:
            _ = self._record.folder  # refuse before anything stands
        tags = self.api.settings.default_tags
        full = filled(resource, known, inputs, urn=subject.urn, default_tags=tags)
        wrong = tuple(complaints(resource, known, full))
        if not wrong:
            shape = self.api.shape(resource.service.name, resource.create.operation)
            wrong = tuple(refused_by_botocore(resource, full, self.context(subject, full), shape))
        return full, wrong

    def create(
        self, subject: Subject, inputs: Properties, *, others: AbstractSet[str], adopt: bool
    ) -> State:
        """Make the resource, or finish the one that an interrupted create left.

        `others` are ids that the engine already has for it: never adopted. Without `adopt` the
        engine may have one whose id is not known, so nothing is adopted.
        """
        if subject.resource.recorded:
            return self._record_new(subject, inputs, others)
        context = self.context(subject, inputs)
        reading = self._adopted(subject, context, others) if adopt else None
        if reading is None:
            reading = self._made(subject, context)
        context = _beside(context, reading)
        for call in subject.resource.after_create:
            self._call(subject.resource, call, context)
        unread = subject.resource.unread | reading.unsaid
        return self._settled(subject, inputs, context, reading, also=unread & inputs.keys())

    def read(self, subject: Subject, id_: str, inputs: Properties) -> State | None:
        """Return the resource as moto has it now; None when it is gone."""
        if subject.resource.recorded:
            return self._recorded(subject, id_)
        reading = self._look(subject, self.context(subject, inputs), id_)
        return None if reading is None else self._state(subject, inputs, reading)

    def update(self, subject: Subject, id_: str, old: Properties, new: Properties) -> State:
        """Bring the resource from what moto has to the new inputs."""
        if subject.resource.recorded:
            return self._record_as(subject, id_, new)
        context = self.context(subject, new)
        reading = self._look(subject, context, id_)
        if reading is None:
            raise Problem(
                where=subject.where,
                problem=f"{id_} is gone from moto",
                fix="run `pulumi refresh`, then update again",
            )
        also = changed(
            old, new, (subject.resource.unread | reading.unsaid) & subject.resource.update
        )
        return self._settled(subject, new, _beside(context, reading), reading, also=also)

    def delete(self, subject: Subject, id_: str, inputs: Properties) -> None:
        """Take the resource away; already gone is fine."""
        if subject.resource.recorded:
            self._record.remove(id_)
            return
        context = self.context(subject, inputs) | {"id": id_}
        for call in subject.resource.before_delete + subject.resource.delete:
            try:
                self._call(subject.resource, call, context)
            except Refused as refused:
                if not subject.resource.service.gone.fullmatch(refused.code):
                    raise

    def context(self, subject: Subject, inputs: Properties) -> Context:
        """Return what the expressions of the tables may name."""
        tags = {**(inputs.get("tags") or {}), MARK_TAG: subject.mark}
        return {
            "in": inputs,
            "now": {},
            "it": None,
            "name": subject.name,
            "mark": subject.mark,
            "tags": [{"Key": key, "Value": value} for key, value in tags.items()],
            "tag_map": tags,
            "fresh": uuid.uuid4().hex[:17],  # as long as the ids of EC2
            "account": self.api.account,
            "region": inputs.get("region") or self.api.settings.region,
            "partition": self.api.partition,
            "dns_suffix": self.api.dns_suffix,
        }

    # --- moto

    def _made(self, subject: Subject, context: Context) -> _Reading:
        resource = subject.resource
        try:
            answer = self._call(resource, resource.create, context)
        except Refused as refused:
            if refused.code != resource.exists:
                raise
            return self._taken_over(subject, context, refused)
        return self._present(subject, context, evaluate(resource.id, context | {"answer": answer}))

    def _taken_over(self, subject: Subject, context: Context, refused: Refused) -> _Reading:
        """Return what has our name already, if it is ours or nobody's and as it should be."""
        resource = subject.resource
        reading = self._present(subject, context, evaluate(resource.id, context))
        # Without tags there is no mark to go by: then it must be the very same.
        fixed = resource.replace_on if resource.taggable else resource.inputs
        told = fixed & resource.readable - resource.computed
        is_other = reading.mark not in (None, subject.mark)
        if is_other or changed(reading.now, context["in"], told):
            raise refused
        return reading

    def _adopted(
        self, subject: Subject, context: Context, others: AbstractSet[str]
    ) -> _Reading | None:
        """Return what an interrupted create left; take it away if it is not what is wanted now."""
        for id_ in self._marked(subject.resource, context).get(subject.mark, ()):
            reading = None if id_ in others else self._look(subject, context, id_)
            if reading is None:
                continue
            fixed = subject.resource.replace_on & reading.now.keys() & context["in"].keys()
            if not changed(reading.now, context["in"], fixed):
                return reading
            self.delete(subject, id_, {**context["in"], **reading.now})
        return None

    def _marked(self, resource: Resource, context: Context) -> Mapping[str, tuple[str, ...]]:
        # Read once: only an earlier run can have left something behind.
        if resource.find is None:
            return {}
        key = f"{resource.type} {context['region']}"
        with self._lock:
            if key not in self._left_behind:
                self._left_behind[key] = self._list_marked(resource, resource.find, context)
            return self._left_behind[key]

    def _list_marked(
        self, resource: Resource, find: Find, context: Context
    ) -> Mapping[str, tuple[str, ...]]:
        answer = self._call(resource, find.call, context)
        found: dict[str, tuple[str, ...]] = {}
        for item in evaluate(find.items, context | {"answer": answer}) or ():
            mark = item.get("mark")
            if find.marks is not None:
                said = self._call(resource, find.marks.call, context | {"id": item["id"]})
                mark = evaluate(find.marks.gives["mark"], context | {"answer": said})
            if mark is not None:
                found[mark] = (*found.get(mark, ()), item["id"])
        return found

    def _settled(
        self,
        subject: Subject,
        inputs: Properties,
        context: Context,
        reading: _Reading,
        *,
        also: AbstractSet[str],
    ) -> State:
        """Run the steps for all that differs; Problem if moto did not keep what it was told."""
        resource = subject.resource
        differing = self._differing(resource, inputs, reading)
        steps = [step for step in resource.steps if step.properties & (differing | also)]
        for step in steps:
            for call in step.calls:
                self._call(resource, call, context)
        tagged = resource.taggable and ("tags" in differing or reading.mark != subject.mark)
        if tagged:
            self._tag(resource, context, reading)
        if steps or tagged:
            reading = self._present(subject, context, reading.id)
        self._refuse_unkept(subject, inputs, reading)
        return self._state(subject, inputs, reading)

    def _tag(self, resource: Resource, context: Context, reading: _Reading) -> None:
        removed = sorted((reading.now.get("tags") or {}).keys() - context["tag_map"].keys())
        if removed and resource.service.untag is not None:
            self._call(resource, resource.service.untag, context | {"removed": removed})
        if resource.service.tag is not None:
            self._call(resource, resource.service.tag, context)

    def _differing(
        self, resource: Resource, inputs: Properties, reading: _Reading
    ) -> AbstractSet[str]:
        asked = (
            resource.readable
            - reading.unsaid
            - {key for key in resource.computed if inputs.get(key) is None}
        )
        return changed(reading.now, inputs, asked & resource.inputs)

    def _refuse_unkept(self, subject: Subject, inputs: Properties, reading: _Reading) -> None:
        for key in sorted(self._differing(subject.resource, inputs, reading)):
            raise Problem(
                where=f"{subject.where} {key}",
                problem=f"moto has {reading.now.get(key)!r} after it was told {inputs.get(key)!r}",
                fix=f"leave the property out, or correct its calls in {subject.resource.file}",
            )

    def _present(self, subject: Subject, context: Context, id_: str) -> _Reading:
        reading = self._look(subject, context, id_)
        if reading is None:
            raise Problem(
                where=subject.where,
                problem=f"moto made {id_} and does not show it",
                fix=f"correct the looks of the type in {subject.resource.file}",
            )
        return reading

    def _look(self, subject: Subject, context: Context, id_: str) -> _Reading | None:
        resource, context = subject.resource, context | {"id": id_}
        now: Properties = {}
        it: Any = None
        for number, look in enumerate(resource.looks):
            try:
                answer = self._call(resource, look.call, context)
            except Refused as refused:
                if not resource.service.gone.fullmatch(refused.code):
                    raise
                answer = {}
            found = evaluate(look.at, context | {"answer": answer}) if answer else None
            if number == 0:
                if found is None:
                    return None
                it = context["it"] = found
            seen = context | {"answer": answer, "it": found}
            now |= {key: evaluate(expression, seen) for key, expression in look.gives.items()}
        return _reading(id_, it, now)

    def _call(self, resource: Resource, call: Call, context: Context) -> dict[str, Any]:
        """Make the call, as often as it says; return the last answer."""
        if call.when is not None and not evaluate(call.when, context):
            return {}
        if call.listed is not None:
            context = context | {"answer": self._call(resource, call.listed, context)}
        answer: dict[str, Any] = {}
        for item in [None] if call.each is None else evaluate(call.each, context) or ():
            answer = self.api.call(
                resource.service.name,
                call.operation,
                parameters(call.parameters, context | {"item": item}),
                region=context["region"],
            )
            reason = call.refused and evaluate(call.refused, {"answer": answer})
            if reason:
                raise Problem(
                    where=f"{resource.service.name} {call.operation}",
                    problem=f"was refused: {str(reason).rstrip('.')}",
                    fix="correct the program's input",
                )
        return answer

    def _state(self, subject: Subject, inputs: Properties, reading: _Reading) -> State:
        context = _beside(self.context(subject, inputs), reading)
        kept = _kept(subject.resource, inputs, reading)
        return State(
            id=reading.id,
            inputs=kept,
            outputs=self._outputs(subject.resource, kept, context, reading.now),
        )

    def _outputs(
        self, resource: Resource, inputs: Properties, context: Context, now: Properties
    ) -> Properties:
        said = {key: evaluate(text, context) for key, text in resource.outputs.items()}
        tags = {"tagsAll": now.get("tags") or {}} if resource.taggable else {}
        merged = {**inputs, **now, **said, "region": context["region"], **tags}
        return {key: value for key, value in merged.items() if value is not None}

    # --- the record

    def _record_new(self, subject: Subject, inputs: Properties, others: AbstractSet[str]) -> State:
        left = [entry.id for entry in self._record.find(subject.urn) if entry.id not in others]
        context = self.context(subject, inputs)
        id_ = left[0] if left else evaluate(subject.resource.id, context)
        return self._record_as(subject, id_, inputs)

    def _record_as(self, subject: Subject, id_: str, inputs: Properties) -> State:
        self._record.write(
            Entry(
                urn=subject.urn,
                type=subject.resource.type,
                name=subject.name,
                id=id_,
                inputs=inputs,
            )
        )
        return self._as_recorded(subject, id_, inputs)

    def _recorded(self, subject: Subject, id_: str) -> State | None:
        entry = self._record.read(id_)
        return None if entry is None else self._as_recorded(subject, id_, dict(entry.inputs))

    def _as_recorded(self, subject: Subject, id_: str, inputs: Properties) -> State:
        context = self.context(subject, inputs) | {"id": id_}
        now = {"tags": inputs.get("tags")}
        return State(
            id=id_, inputs=inputs, outputs=self._outputs(subject.resource, inputs, context, now)
        )


def _beside(context: Context, reading: _Reading) -> Context:
    return context | {"id": reading.id, "it": reading.it, "now": reading.now}


def _reading(id_: str, it: Any, now: Properties) -> _Reading:  # noqa: ANN401  JSON
    unsaid = {key for key, value in now.items() if value is UNSAID}
    tags, mark = _tags(now.get("tags"))
    said = {key: value for key, value in now.items() if value is not None and key not in unsaid}
    return _Reading(
        id=id_,
        it=it,
        now=said | ({"tags": tags} if "tags" in now else {}),
        unsaid=unsaid,
        mark=mark,
    )


def _tags(said: Any) -> tuple[dict[str, str], str | None]:  # noqa: ANN401  JSON
    """Return the tags that a program may see, and the mark."""
    if isinstance(said, list):
        said = {tag["Key"]: tag.get("Value", "") for tag in said}
    tags = dict(said or {})
    mark = tags.pop(MARK_TAG, None)
    return tags, mark


def _kept(resource: Resource, inputs: Properties, reading: _Reading) -> Properties:
    """Return the inputs that a program would have to say to get what moto has.

    Where moto has the same in other words, the words of the program stay.
    """
    told = resource.readable - reading.unsaid
    kept = {key: value for key, value in inputs.items() if key not in told}
    for key in told & resource.inputs:
        value = reading.now.get(key)
        if not changed(inputs, reading.now, {key}):
            kept |= {key: inputs[key]} if key in inputs else {}
        elif value is not None and not (key in resource.computed and key not in inputs):
            kept[key] = value
    return kept


def previewed(subject: Subject, inputs: Properties, *, computed: bool = True) -> Properties:
    """Return the outputs as far as a preview knows them: what moto decides is unknown."""
    resource = subject.resource
    told = resource.readable | resource.outputs.keys()
    unknown = dict.fromkeys(told, UNKNOWN) if computed else {}
    tags = {"tagsAll": inputs.get("tags") or {}} if resource.taggable else {}
    return {**unknown, **inputs, **tags}
