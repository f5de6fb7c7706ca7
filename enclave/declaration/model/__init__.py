"""The declaration, typed: everything that a person says of the enclave."""

from typing import Annotated, Literal

from pydantic import Field

from enclave.declaration.model.base import KIND, Name, Part
from enclave.declaration.model.callers import Caller
from enclave.declaration.model.data import DataClass, Source
from enclave.declaration.model.flows import Flow
from enclave.declaration.model.functions import Function
from enclave.declaration.model.governance import DeclaredException, Processor
from enclave.declaration.model.models import Model
from enclave.declaration.model.organization import Jurisdiction, Organization, Person
from enclave.declaration.model.sites import Neighbour, Site

__all__ = ["Declaration"]


class Declaration(Part):
    """The whole of `enclave.yaml`, format 1."""

    enclave: Annotated[
        Literal[1], Field(json_schema_extra={KIND: "a format that this version reads"})
    ]
    organization: Organization
    people: Annotated[dict[Name, Person], Field(min_length=1)]
    jurisdiction: Jurisdiction
    sites: Annotated[dict[Name, Site], Field(min_length=1)]
    neighbours: dict[Name, Neighbour] = Field(default_factory=dict)
    classes: Annotated[dict[Name, DataClass], Field(min_length=1)]
    sources: Annotated[dict[Name, Source], Field(min_length=1)]
    callers: Annotated[dict[Name, Caller], Field(min_length=1)]
    models: Annotated[dict[Name, Model], Field(min_length=1)]
    functions: Annotated[dict[Name, Function], Field(min_length=1)]
    flows: Annotated[dict[Name, Flow], Field(min_length=1)]
    processors: dict[Name, Processor] = Field(default_factory=dict)
    exceptions: dict[Name, DeclaredException] = Field(default_factory=dict)
