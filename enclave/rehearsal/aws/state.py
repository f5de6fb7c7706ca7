"""A resource as it stands, and what moto says of it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from enclave.rehearsal.aws.changes import changed
from enclave.rehearsal.aws.expressions import UNSAID, evaluate
from enclave.rehearsal.aws.model import MARK_TAG, Resource
from enclave.rehearsal.aws.properties import UNKNOWN, Properties

Context = dict[str, Any]  # what the expressions of the tables may name: model.py


@dataclass(frozen=True, kw_only=True)
class State:
    """A resource as it stands."""

    id: str
    inputs: Properties
    outputs: Properties


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the looks of a type found; `now` lacks the properties that moto cannot tell."""

    id: str
    looks: tuple[Any, ...]
    now: Properties
    unsaid: AbstractSet[str]
    mark: str | None

    def beside(self, context: Context) -> Context:
        """Return the context with what was read."""
        looks = list(self.looks)  # expressions know no tuples
        return context | {"id": self.id, "it": looks[0], "looks": looks, "now": self.now}


def reading_of(id_: str, looks: Sequence[Any], found: Mapping[str, Any]) -> Reading:
    """Return the reading, its tags as a map and the mark apart from them."""
    unsaid = {key for key, value in found.items() if value is UNSAID}
    tags, mark = _tags(found.get("tags"))
    said = {k: value for k, value in found.items() if value is not None and k not in unsaid}
    now = said | ({"tags": tags} if "tags" in found else {})
    return Reading(id=id_, looks=tuple(looks), now=now, unsaid=unsaid, mark=mark)


def kept(resource: Resource, inputs: Properties, reading: Reading) -> Properties:
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


def outputs(
    resource: Resource, inputs: Properties, context: Context, now: Mapping[str, Any]
) -> Properties:
    """Return what programs read: inputs, what moto tells, and what follows from both."""
    said = {key: evaluate(text, context) for key, text in resource.outputs.items()}
    tags = {"tagsAll": now.get("tags") or {}} if resource.taggable else {}
    merged = {**inputs, **now, **said, "region": context["region"], **tags}
    return {key: value for key, value in merged.items() if value is not None}


def previewed(resource: Resource, inputs: Properties, *, computed: bool = True) -> Properties:
    """Return the outputs as far as a preview knows them: what moto decides is unknown."""
    told = resource.readable | resource.outputs.keys()
    unknown = dict.fromkeys(told, UNKNOWN) if computed else {}
    tags = {"tagsAll": inputs.get("tags") or {}} if resource.taggable else {}
    known = {key: value for key, value in inputs.items() if key not in resource.outputs}
    return {**unknown, **known, **tags}


def _tags(said: Any) -> tuple[dict[str, str], str | None]:  # noqa: ANN401  JSON
    """Return the tags that a program may see, and the mark."""
    if isinstance(said, list):
        said = {tag["Key"]: tag.get("Value", "") for tag in said}
    tags = dict(said or {})
    mark = tags.pop(MARK_TAG, None)
    return tags, mark
