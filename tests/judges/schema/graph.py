"""The whole graph of the program, layer by layer and variant by variant, without an engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from pulumi.runtime import rpc

from enclave.declaration.model import Declaration
from stacks.layers.cloud import declare_cloud
from stacks.layers.organization import declare_organization
from stacks.settings import Layer, Settings
from stacks.supplied import read_supplied
from tests.enclave.derive.declared import declared
from tests.stacks.conftest import Declared, Recorder
from tests.stacks.layers.test_cloud import make_settings, sovereign_declaration
from tests.stacks.layers.test_organization import MANAGEMENT

DECLARE: Mapping[Layer, Callable[[Declaration, Settings], object]] = {
    Layer.ORGANIZATION: declare_organization,
    Layer.CLOUD: declare_cloud,
}
VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "production": {},
    "canary": {"production": False},
    "rehearsal": {"rehearsal": "http://127.0.0.1:5000"},
    "aws-eusc": {},
}


@dataclass(frozen=True, kw_only=True)
class Graph:
    """One layer in one variant, as the engine would be told of it."""

    region: str
    resources: tuple[Declared, ...]

    def is_later(self, text: str) -> bool:
        """Whether a text holds what only an update makes known: an id, an ARN, a host.

        The recorder makes all of these of the resource's name in the program, which AWS never sees.
        """
        return any(name in text for name in self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(r.name for r in self.resources if not r.type.startswith("pulumi:"))


@cache
def graph(layer: Layer, variant: str) -> Graph:
    """Run the layer and keep what it declares, components left out."""
    declaration = _owned(sovereign_declaration() if variant == "aws-eusc" else declared())
    settings = make_settings(layer=layer, **VARIANTS[variant])
    # What others supply is played, as in a rehearsal: a certificate, an image, a service.
    given, _ = read_supplied(declaration, settings.site, {}, rehearsed=True)
    recorder = Recorder()
    recorder.run(
        lambda: DECLARE[layer](declaration, replace(settings, supplied=given)),
        partition=declaration.jurisdiction.partition,
    )
    return Graph(
        region=declaration.jurisdiction.regions[0],
        resources=tuple(d for d in recorder.declared if d.custom),
    )


def _owned(declaration: Declaration) -> Declaration:
    """The same declaration, of an organization whose management account is ours."""
    told = declaration.model_dump(by_alias=True, exclude_unset=True, mode="json")
    told["organization"]["aws"]["management"] = MANAGEMENT
    return Declaration.model_validate(told)


def plain(value: Any) -> Any:  # noqa: ANN401  JSON
    """Return the value as the program gave it: whole numbers as such, secrets unwrapped."""
    if isinstance(value, dict):
        if rpc._special_sig_key in value:
            return plain(value["value"])
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
