"""Hypothesis strategies that make valid declarations: any mix of sites, sources and flows."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.declaration.model import Declaration

Yaml = dict[str, Any]
EXAMPLES = 25
GRADES = ("open", "internal", "confidential", "crown_jewel")
COVERED = ("mask", "pseudonymise", "bucket(10 EUR)")
REGIONS = {"aws": ("eu-central-1", "eu-north-1"), "aws-eusc": ("eusc-de-east-1",)}
ORGANIZATION_NAMES = (
    "Loom",
    "Müller & Söhne GmbH",
    "株式会社",
    "sthree",
    "A very long retailer's name",
)


@st.composite
def declarations(draw: st.DrawFn, *, max_sites: int = 4, max_functions: int = 12) -> Declaration:
    """A valid declaration; every site has at least one function, and every caller a flow to it."""
    return Declaration.model_validate(draw(documents(max_sites, max_functions)))


def for_any_declaration(test: Callable[[Declaration], None]) -> Callable[[], None]:
    """Run a test with any valid declaration; never judged by its time, machines are shared."""
    return settings(max_examples=EXAMPLES, deadline=None)(given(declarations())(test))


@st.composite
def documents(draw: st.DrawFn, max_sites: int, max_functions: int) -> Yaml:
    """The same, as YAML reads it."""
    partition = draw(st.sampled_from(tuple(REGIONS)))
    sites = draw(_sites(partition, max_sites))
    classes = draw(_classes())
    sources = draw(_sources(classes))
    neighbours = _neighbours(sources)
    models = draw(_models(tuple(sites), tuple(classes)))
    callers = {f"caller-{name}": _caller(name, source) for name, source in sources.items()}
    more = draw(st.lists(st.sampled_from(tuple(models)), max_size=max_functions - len(models)))
    functions = draw(_functions((*models, *more), callers, sources, classes))
    return {
        "enclave": 1,
        "organization": draw(_organization()),
        "people": {"owner": {"mail": "owner@loom.example"}},
        "jurisdiction": {
            "countries": ["DE"],
            "partition": partition,
            "regions": list(REGIONS[partition]),
        },
        "sites": sites,
        "neighbours": neighbours,
        "classes": classes,
        "sources": sources,
        "callers": callers,
        "models": models,
        "functions": functions,
        "flows": draw(_flows(sites, sources, neighbours)),
    }


@st.composite
def _organization(draw: st.DrawFn) -> Yaml:
    organization: Yaml = {"name": draw(st.sampled_from(ORGANIZATION_NAMES))}
    if draw(st.booleans()):
        organization["aws"] = {
            "id": "o-l1nden100m",
            "management": "external",
            "break_glass": "role/break-glass",
        }
    return organization


@st.composite
def _sites(draw: st.DrawFn, partition: str, most: int) -> Yaml:
    count = draw(st.integers(1, most))
    return {f"site-{i}": draw(_site(partition, i)) for i in range(count)}


@st.composite
def _site(draw: st.DrawFn, partition: str, number: int) -> Yaml:
    common = {
        "use": draw(st.sampled_from(("production", "canary"))),
        "audit_retention": draw(st.sampled_from(("30d", "400d", "10y"))),
    }
    if number and draw(st.booleans()):
        return common | draw(_datacenter(number))
    nodes: Yaml = {"system": {"type": "m7i.2xlarge", "count": 3}}
    if draw(st.booleans()):
        nodes["gpu"] = {"type": "g6e.12xlarge", "count": 2}
    placement = {
        "account": f"{111122220000 + number}",
        "region": draw(st.sampled_from(REGIONS[partition])),
        "zones": list("abcd"[: draw(st.integers(2, 4))]),
        "network": f"10.{40 + number}.0.0/{draw(st.integers(16, 20))}",
    }
    return common | {"aws": placement, "nodes": nodes}


@st.composite
def _datacenter(draw: st.DrawFn, number: int) -> Yaml:
    network = f"10.{60 + number}.0"
    roles = ["control"] * draw(st.integers(1, 3)) + ["system"]
    roles += ["gpu"] * draw(st.integers(0, 2))
    hosts = {
        f"host-{i}": {"role": role, "address": f"{network}.{10 + i}"}
        for i, role in enumerate(roles)
    }
    where = {"country": "DE", "network": f"{network}.0/24", "bastion": f"{network}.2"}
    return {"datacenter": where, "hosts": hosts}


@st.composite
def _classes(draw: st.DrawFn) -> Yaml:
    grades = draw(st.lists(st.sampled_from(GRADES), min_size=1, max_size=5))
    return {f"class-{i}": {"grade": grade} for i, grade in enumerate(grades)}


@st.composite
def _sources(draw: st.DrawFn, classes: Yaml) -> Yaml:
    systems = draw(st.integers(0, 3))
    names = [f"system-{i}" for i in range(systems)]
    names += ["crm"] if not names or draw(st.booleans()) else []
    return {name: draw(_source(name, tuple(classes))) for name in names}


@st.composite
def _source(draw: st.DrawFn, name: str, classes: tuple[str, ...]) -> Yaml:
    record = f"{name.title().replace('-', '')}Record"
    fields = {f"Field{i}": draw(st.sampled_from(classes)) for i in range(draw(st.integers(1, 4)))}
    if name != "crm":
        return {"system": {"at": f"{name}-net"}, "fields": {record: fields}}
    org = {"org": "00D000000000001EAA", "country": "DE", "my_domain": "loom.my.salesforce.example"}
    return {"salesforce": org, "fields": {record: fields}}


def _neighbours(sources: Yaml) -> Yaml:
    systems = [source["system"]["at"] for source in sources.values() if "system" in source]
    return {
        name: {"network": f"10.20.{i}.0/24", "country": "DE"}
        for i, name in enumerate([*systems, "siem"])
    }


def _caller(name: str, source: Yaml) -> Yaml:
    if "system" in source:
        return {"from": name, "spiffe": f"spiffe://loom.example/{name}"}
    proof = {
        "issuer": "https://loom.my.salesforce.example",
        "algorithm": "RS256",
        "subject": "desk",
    }
    return {"from": name, "jwt": proof, "endpoint": "vpce-0a1b2c3d4e5f67890"}


@st.composite
def _models(draw: st.DrawFn, sites: tuple[str, ...], classes: tuple[str, ...]) -> Yaml:
    backends = ("vllm", "tensorrt_llm", "onnxruntime", "python")
    return {
        f"model-{site}": {
            "backend": draw(st.sampled_from(backends)),
            "weights": {"file": "weights-v1", "format": "safetensors", "sha256": "0" * 64},
            "licence": "Apache-2.0",
            "sites": [site],
            "may_see": list(classes),
            **({"gpu": {"count": 1, "memory": "8GiB"}} if draw(st.booleans()) else {}),
        }
        for site in sites
    }


@st.composite
def _functions(
    draw: st.DrawFn, models: tuple[str, ...], callers: Yaml, sources: Yaml, classes: Yaml
) -> Yaml:
    return {
        f"function-{i}": draw(_function(model, callers, sources, classes))
        for i, model in enumerate(models)
    }


@st.composite
def _function(draw: st.DrawFn, model: str, callers: Yaml, sources: Yaml, classes: Yaml) -> Yaml:
    caller = draw(st.sampled_from(tuple(callers)))
    fields = {
        f"{record}.{field}": data_class
        for record, found in sources[callers[caller]["from"]]["fields"].items()
        for field, data_class in found.items()
    }
    chosen = draw(st.lists(st.sampled_from(tuple(fields)), unique=True, min_size=1))
    function: Yaml = {
        "purpose": "Answer a question",
        "owner": "owner",
        "model": model,
        "callers": [caller],
        "receives": {path: draw(st.sampled_from(COVERED)) for path in chosen},
        "returns": draw(st.lists(st.sampled_from(tuple(classes)), unique=True)),
        "limits": {"requests": "60/min", "distinct_inputs": "2000/day"},
        "retention": draw(st.sampled_from(("1d", "30d"))),
    }
    if draw(st.booleans()):
        text = {"class": draw(st.sampled_from(tuple(classes))), "characters": 2000}
        function["free_text"] = text
    return function


@st.composite
def _flows(draw: st.DrawFn, sites: Yaml, sources: Yaml, neighbours: Yaml) -> Yaml:
    flows: Yaml = {}
    for site, where in sites.items():
        cloud = "aws" in where
        for end in (*sources, *neighbours):
            if (end == "crm" and not cloud) or "system" in sources.get(end, {}):
                continue
            if draw(st.booleans()):
                over = "private_link" if end == "crm" else "leased_line"
                flows[f"in-{len(flows)}"] = _flow(end, f"{site}.door", 443, over)
        if "crm" in sources and cloud and draw(st.booleans()):
            flows[f"pull-{len(flows)}"] = _flow(f"{site}.connector", "crm", 443, "private_link")
        port = draw(st.integers(1, 65535))
        flows[f"audit-{len(flows)}"] = _flow(f"{site}.audit", "siem", port, "leased_line")
    return flows


def _flow(source: str, target: str, port: int, over: str) -> Yaml:
    return {
        "from": source,
        "to": target,
        "port": port,
        "over": over,
        "owner": "owner",
        "reason": "Needed for the service",
    }
