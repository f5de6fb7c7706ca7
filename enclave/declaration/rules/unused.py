"""Everything that is declared is used: what nobody needs is an opening nobody watches."""

from collections.abc import Collection, Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.flows import Flow
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_UNUSED",
    title="Everything that is declared is used",
    severity=Severity.LOW,
    controls=("CM-7", "AC-6"),
    reads=frozenset(
        {"people", "sites", "neighbours", "classes", "sources", "callers", "models", "functions",
         "flows", "processors", "exceptions"}
    ),
)  # fmt: skip
ASKED = frozenset({"sites", "neighbours", "sources", "callers", "models"})
"""What tells whether a flow is needed."""


def check(context: Context) -> Iterable[Finding]:
    """Look for entries that nothing names.

    What a name that is not declared was to be may be one of those: its part is left out until
    the name is mended.
    """
    for part, what, used in (
        ("people", "owns and approves nothing, and has no key to approve with", _people(context)),
        ("sites", "serves no model", context.models_by_site),
        ("neighbours", "is no end of a flow, and no source stands there", _neighbours(context)),
        ("classes", "is the class of no field, text or answer", _classes(context)),
        ("sources", "has no caller, and no function receives its fields", _sources(context)),
        ("callers", "may ask no function", _callers(context)),
        ("models", "answers no function", context.functions_by_model),
        ("processors", "runs no source", _processors(context)),
    ):
        for name in getattr(context.declaration, part):
            if part not in context.missed and name not in used:
                fix = "delete it, or use it"
                yield RULE.on_key(context.marks, (part, name), f"{name} {what}", fix=fix)
    if not ASKED & context.missed:
        yield from _flows(context)


def _people(context: Context) -> set[str]:
    declaration = context.declaration
    used = {function.owner for function in declaration.functions.values()}
    used |= {flow.owner for flow in declaration.flows.values()}
    for exception in declaration.exceptions.values():
        used |= {exception.owner, exception.approver}
    return used | {name for name, person in declaration.people.items() if person.key is not None}


def _neighbours(context: Context) -> set[str]:
    ends = {end for opening in context.openings for end in opening}
    sources = context.declaration.sources.values()
    return ends | {source.system.at for source in sources if source.system is not None}


def _classes(context: Context) -> set[str]:
    used = {use.data_class for use in context.fields.values()}
    for function in context.declaration.functions.values():
        used |= set(function.returns)
        if function.free_text is not None:
            used.add(function.free_text.data_class)
    return used


def _sources(context: Context) -> set[str]:
    used = {caller.source for caller in context.declaration.callers.values()}
    functions = context.declaration.functions.values()
    received = {field for function in functions for field in function.receives}
    return used | {context.fields[field].source for field in received if field in context.fields}


def _callers(context: Context) -> set[str]:
    return {name for f in context.declaration.functions.values() for name in f.callers}


def _processors(context: Context) -> set[str | None]:
    sources = context.declaration.sources.values()
    return {source.salesforce.processor for source in sources if source.salesforce is not None}


def _flows(context: Context) -> Iterator[Finding]:
    asking = _asking(context)
    needed = _pulled(context)
    for name, flow in context.declaration.flows.items():
        why = _flow_problem(flow, asking, needed)
        if why is not None:
            fix = "delete it, or let a function use it"
            yield RULE.on_key(context.marks, ("flows", name), f"{name} {why}", fix=fix)


def _flow_problem(
    flow: Flow, asking: Collection[tuple[str, str]], pulled: Collection[tuple[str, str]]
) -> str | None:
    if flow.target.endswith(".door") and (flow.source, flow.target) not in asking:
        return f"opens {flow.target} to {flow.source}, where nobody asks a function of that site"
    if flow.source.endswith(".connector") and (flow.source, flow.target) not in pulled:
        return f"joins {flow.source} to {flow.target}, whose fields no function of that site needs"
    return None


def _asking(context: Context) -> set[tuple[str, str]]:
    """Far end and door of every caller and every site where a function of his is served."""
    declaration = context.declaration
    found: set[tuple[str, str]] = set()
    for function in declaration.functions.values():
        model = declaration.models.get(function.model)
        for name in function.callers:
            caller = declaration.callers.get(name)
            if model is None or caller is None or caller.source not in declaration.sources:
                continue
            far = context.far_end(caller.source)
            found |= {(far, f"{site}.door") for site in model.sites}
    return found


def _pulled(context: Context) -> set[tuple[str, str]]:
    """Connector and source of every field that a site's function receives or its door knows."""
    known = {context.fields[field].source for field in context.exact if field in context.fields}
    found = {(f"{site}.connector", source) for site in context.declaration.sites
             for source in known}  # fmt: skip
    for site, models in context.models_by_site.items():
        functions = [f for name in models for f in context.functions_by_model[name].values()]
        received = {field for function in functions for field in function.receives}
        sources = {context.fields[field].source for field in received if field in context.fields}
        found |= {(f"{site}.connector", source) for source in sources}
    return found
