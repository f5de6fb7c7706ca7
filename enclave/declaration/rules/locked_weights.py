"""Weights are those of `artefacts.lock`, which production cannot do without."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import LOCK, Context
from enclave.declaration.model.models import Model
from enclave.declaration.model.sites import Use
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Location, Severity
from enclave.records.artefacts import Artefact, ArtefactsLock, Kind

RULE = Rule(
    id="ENCLAVE_LOCKED_WEIGHTS",
    title="Weights are exactly those of artefacts.lock",
    severity=Severity.HIGH,
    controls=("SR-4", "CM-14", "SI-7"),
    reads=frozenset({"models"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare each model with the entry of its file, and look for weights that no model uses."""
    lock = context.lock
    if lock is None:
        yield from _unlocked(context)
        return
    locked = {a.name: a for a in lock.artefacts if a.kind is Kind.WEIGHT}
    for name, model in context.declaration.models.items():
        yield from _model(context, name, model, locked.get(model.weights.file))
    used = {model.weights.file for model in context.declaration.models.values()}
    yield from _unused(lock, used)


def _unlocked(context: Context) -> Iterator[Finding]:
    for name, site in context.declaration.sites.items():
        models = ", ".join(context.models_by_site.get(name, {}))
        if site.use is Use.PRODUCTION and models:
            message = (
                f"{name} is production and serves {models}, but no {LOCK} stands beside the "
                "declaration"
            )
            fix = f"lock the weights in {LOCK}"
            yield RULE.on_value(context.marks, ("sites", name, "use"), message, fix=fix)


def _model(context: Context, name: str, model: Model, entry: Artefact | None) -> Iterator[Finding]:
    here = ("models", name, "weights")
    if entry is None:
        message = f"{LOCK} has no weight {model.weights.file}"
        fix = "add it to artefacts.lock"
        yield RULE.on_value(context.marks, (*here, "file"), message, fix=fix)
        return
    if entry.sha256 != model.weights.sha256:
        said = f"{entry.sha256[:12]}..." if entry.sha256 else "no digest"
        message = f"{LOCK} says {said} of {entry.name}, not {model.weights.sha256[:12]}..."
        fix = "find out which file is the real one"
        yield RULE.on_value(context.marks, (*here, "sha256"), message, fix=fix)
    if entry.licence != model.licence:
        message = f"{LOCK} says licence {entry.licence} of {entry.name}, not {model.licence}"
        yield RULE.on_value(context.marks, ("models", name, "licence"), message, fix=entry.licence)


def _unused(lock: ArtefactsLock, used: set[str]) -> Iterator[Finding]:
    for entry, line in zip(lock.artefacts, lock.lines, strict=True):
        if entry.kind is Kind.WEIGHT and entry.name not in used:
            yield RULE.finding(
                location=Location(path=lock.path, line=line),
                subject=f"{LOCK}.{entry.name}",
                message=f"no model uses the weight {entry.name}",
                fix="delete the entry, or declare its model",
            )
