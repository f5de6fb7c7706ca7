"""What a change of inputs means: nothing, an update, a replacement, or an error."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from enclave.problems import Problem
from enclave.rehearsal.aws.model import Resource
from enclave.rehearsal.aws.properties import same


@dataclass(frozen=True, kw_only=True)
class Change:
    """The properties that differ, and what follows."""

    added: AbstractSet[str]
    removed: AbstractSet[str]
    altered: AbstractSet[str]
    replaces: AbstractSet[str]
    delete_first: bool  # the successor would have the same name

    @property
    def all(self) -> AbstractSet[str]:
        """Every property that differs."""
        return self.added | self.removed | self.altered


def changed(
    old: Mapping[str, Any], new: Mapping[str, Any], names: AbstractSet[str]
) -> AbstractSet[str]:
    """Return those of the names whose values AWS would see as different."""
    return {name for name in names if not same(old.get(name), new.get(name))}


def compare(
    resource: Resource, name: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Change:
    """Return how the resource gets from old to new inputs; Problem where no table says it."""
    differing = changed(old, new, old.keys() | new.keys())
    # AWS's own choice stays when the program no longer says one.
    differing -= {key for key in resource.computed if new.get(key) is None}
    replaces = differing & resource.replace_on
    if not replaces:
        _refuse_unknown(resource, name, differing)
    return Change(
        added=differing - old.keys(),
        removed=differing - new.keys(),
        altered=differing & old.keys() & new.keys(),
        replaces=replaces,
        delete_first=bool(replaces and resource.names and not replaces & resource.names),
    )


def _refuse_unknown(resource: Resource, name: str, differing: AbstractSet[str]) -> None:
    for key in sorted(differing - resource.update):
        reason = resource.unchangeable.get(key)
        if reason is not None:
            raise Problem(
                where=f"{resource.type} {name}",
                problem=f"cannot change {key}: {reason}",
                fix="destroy the resource first, or keep the value",
            )
        raise Problem(
            where=f"{resource.type} {name}",
            problem=f"the stand-in does not know how a change of {key} behaves",
            fix=f"add it to `replace_on` or to a step in {resource.file}",
        )
