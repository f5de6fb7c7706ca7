"""A name, an identity or a key stands for one thing."""

from collections.abc import Hashable, Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.marks import Path, dotted
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_NAME",
    title="A name, an identity or a key stands for one thing",
    severity=Severity.HIGH,
    controls=("IA-4", "CM-6"),
)

ORGANIZATION = "organization"  # a stack, an account to bootstrap, and a part of names


def check(context: Context) -> Iterable[Finding]:
    """Report the second use of everything that must be unique."""
    yield from _shared_names(context)
    if ORGANIZATION in context.declaration.sites:
        message = f"{ORGANIZATION} names a site and the stack that binds all sites"
        yield RULE.on_key(context.marks, ("sites", ORGANIZATION), message, fix="rename the site")
    for what, uses in (
        ("the object", _objects(context)),
        ("the field", _fields(context)),
        ("the mail address", _mails(context)),
        ("the key", _keys(context)),
        ("the proof of", _proofs(context)),
        ("the org", _orgs(context)),
    ):
        yield from _twice(context, what, uses)


def _shared_names(context: Context) -> Iterator[Finding]:
    """Flows name sites, neighbours and sources alike, so the three share one namespace."""
    first: dict[str, str] = {}
    for part, what in (("sites", "site"), ("neighbours", "neighbour"), ("sources", "source")):
        for name in getattr(context.declaration, part):
            if name in first:
                message = f"{name} names a {first[name]} and a {what}, and flows could not tell"
                yield RULE.on_key(context.marks, (part, name), message, fix="rename one of them")
            first.setdefault(name, what)


Use = tuple[Hashable, str, Path]


def _twice(context: Context, what: str, uses: Iterable[Use]) -> Iterator[Finding]:
    first: dict[Hashable, Path] = {}
    for value, shown, path in uses:
        if value in first:
            message = f"{what} {shown} stands twice, first at {dotted(first[value])}"
            yield RULE.on_key(context.marks, path, message, fix="keep one")
        first.setdefault(value, path)


def _objects(context: Context) -> Iterator[Use]:
    """Salesforce tells no capitals from small letters in API names: Case and case are one."""
    for name, source in context.declaration.sources.items():
        for record in source.fields:
            yield record.casefold(), record, ("sources", name, "fields", record)


def _fields(context: Context) -> Iterator[Use]:
    for name, source in context.declaration.sources.items():
        for record, fields in source.fields.items():
            for field in fields:
                path = ("sources", name, "fields", record, field)
                yield (record, field.casefold()), f"{record}.{field}", path


def _mails(context: Context) -> Iterator[Use]:
    for name, person in context.declaration.people.items():
        yield person.mail.lower(), person.mail, ("people", name, "mail")


def _keys(context: Context) -> Iterator[Use]:
    """Some file systems tell no capitals from small letters."""
    for name, person in context.declaration.people.items():
        if person.key is not None:
            yield person.key.casefold(), person.key, ("people", name, "key")


def _proofs(context: Context) -> Iterator[Use]:
    for name, caller in context.declaration.callers.items():
        if caller.jwt is not None:
            proof = (caller.jwt.issuer, caller.jwt.subject)
            yield proof, caller.jwt.subject, ("callers", name, "jwt", "subject")
        if caller.spiffe is not None:
            yield caller.spiffe, caller.spiffe, ("callers", name, "spiffe")


def _orgs(context: Context) -> Iterator[Use]:
    for name, source in context.declaration.sources.items():
        if source.salesforce is not None:
            org = source.salesforce.org
            yield org, org, ("sources", name, "salesforce", "org")
