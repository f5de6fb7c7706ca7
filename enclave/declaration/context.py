"""What a rule may look at: the declaration, its marks, the day, and what stands beside the file."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from ipaddress import IPv4Network
from pathlib import Path

from enclave.declaration.marks import Marks
from enclave.declaration.marks import Path as KeyPath
from enclave.declaration.model import Declaration
from enclave.declaration.model.data import DataClass, Grade
from enclave.declaration.model.functions import Function
from enclave.declaration.model.models import Model
from enclave.declaration.rule import Rule
from enclave.problems import Location
from enclave.records.artefacts import ArtefactsLock, read_lock

LOCK = "artefacts.lock"


@dataclass(frozen=True, kw_only=True)
class FieldUse:
    """A classified field: the source that holds it, and its class."""

    source: str
    data_class: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything that rules read; `broken` names parts of which entries were left out.

    `missed` names parts in which a name was looked for that is not there, and none like it.

    `folder` holds the file and what stands beside it; `rules` is every rule there is.
    """

    declaration: Declaration
    marks: Marks
    today: date
    folder: Path
    rules: tuple[Rule, ...]
    broken: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()

    def at(self, *path: str | int) -> Location:
        """Return where the value of this path stands."""
        return self.marks.value_at(path)

    @cached_property
    def lock(self) -> ArtefactsLock | None:
        """The lock beside the declaration, None if nothing has its name; raises Problem else.

        A link that leads nowhere, and a lock that may not be read, are no missing lock.
        """
        path = self.folder / LOCK
        return read_lock(path) if os.path.lexists(path) else None

    @cached_property
    def fields(self) -> Mapping[str, FieldUse]:
        """Every classified field by `Object.Field`; object names are unique across sources."""
        return {
            f"{name}.{field}": FieldUse(source=key, data_class=data_class)
            for key, source in self.declaration.sources.items()
            for name, fields in source.fields.items()
            for field, data_class in fields.items()
        }

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """The declared spelling of every classified field by its small letters."""
        return {field.casefold(): field for field in self.fields}

    @cached_property
    def objects(self) -> Mapping[str, str]:
        """The source of each object."""
        return {
            record: key
            for key, source in self.declaration.sources.items()
            for record in source.fields
        }

    @cached_property
    def exact(self) -> Mapping[str, str]:
        """Fields whose very values are recognised, by `Object.Field`, with the class that does."""
        return {
            field: name
            for name, data_class in self.declaration.classes.items()
            if data_class.recognise is not None
            for field in data_class.recognise.exact
        }

    @cached_property
    def functions_by_model(self) -> Mapping[str, Mapping[str, Function]]:
        """Functions by the model that answers them."""
        found: dict[str, dict[str, Function]] = defaultdict(dict)
        for name, function in self.declaration.functions.items():
            found[function.model][name] = function
        return found

    @cached_property
    def models_by_site(self) -> Mapping[str, Mapping[str, Model]]:
        """Models by the site that serves them."""
        found: dict[str, dict[str, Model]] = defaultdict(dict)
        for name, model in self.declaration.models.items():
            for site in model.sites:
                found[site][name] = model
        return found

    @cached_property
    def openings(self) -> frozenset[tuple[str, str]]:
        """Ends of every flow, from and to; a system of our own stands for its neighbour."""
        return frozenset((flow.source, flow.target) for flow in self.declaration.flows.values())

    def far_end(self, source: str) -> str:
        """Return the name that flows use for a source: its own, or its neighbour's."""
        system = self.declaration.sources[source].system
        return source if system is None else system.at

    def class_of(self, field: str) -> DataClass | None:
        """Return the class of a field; None if the field or its class is not declared."""
        use = self.fields.get(field)
        return None if use is None else self.declaration.classes.get(use.data_class)

    def networks(self) -> Iterator[tuple[KeyPath, IPv4Network]]:
        """Every network of sites and neighbours, with the path of its value."""
        for name, site in self.declaration.sites.items():
            if site.aws is not None:
                yield ("sites", name, "aws", "network"), site.aws.network
            if site.datacenter is not None:
                yield ("sites", name, "datacenter", "network"), site.datacenter.network
        for name, neighbour in self.declaration.neighbours.items():
            yield ("neighbours", name, "network"), neighbour.network


SECRET = (Grade.CONFIDENTIAL, Grade.CROWN_JEWEL)


def is_closed(data_class: DataClass) -> bool:
    """Whether data of this class concerns anybody: all but open data."""
    return data_class.personal or data_class.grade is not Grade.OPEN


def is_guarded(data_class: DataClass) -> bool:
    """Whether fields of this class never pass as they are: crown jewels and personal data."""
    return data_class.personal or data_class.grade is Grade.CROWN_JEWEL
