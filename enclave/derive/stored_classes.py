"""Which classes of data are at a site, because a function there receives or returns them."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.declaration.model.data import Grade, Source
from enclave.declaration.model.functions import Function
from enclave.declaration.model.quantities import Method
from enclave.derive.placement import functions_at


def field_classes(declaration: Declaration) -> dict[str, str]:
    """Class of each classified field, by `Object.Field`."""
    return {
        path: data_class
        for source in declaration.sources.values()
        for path, data_class in source_classes(source).items()
    }


def source_classes(source: Source) -> dict[str, str]:
    """Class of each classified field of one source, by `Object.Field`."""
    return {
        f"{name}.{field}": data_class
        for name, fields in source.fields.items()
        for field, data_class in fields.items()
    }


def function_classes(function: Function, fields: dict[str, str]) -> frozenset[str]:
    """Every class that a function receives, as fields or free text, or returns."""
    received = {fields[path] for path in function.receives if path in fields}
    text = {function.free_text.data_class} if function.free_text else set()
    return frozenset(received | text | set(function.returns))


def stored_classes(declaration: Declaration, site: str) -> tuple[str, ...]:
    """Classes other than open ones at a site, in declared order."""
    fields = field_classes(declaration)
    here = functions_at(declaration, site).values()
    found = {name for function in here for name in function_classes(function, fields)}
    return tuple(name for name in _closed(declaration) if name in found)


def pseudonymised_classes(declaration: Declaration, site: str) -> frozenset[str]:
    """Classes of which a function at the site pseudonymises a field."""
    fields = field_classes(declaration)
    return frozenset(
        fields[path]
        for function in functions_at(declaration, site).values()
        for path, transform in function.receives.items()
        if transform.method is Method.PSEUDONYMISE and path in fields
    )


def _closed(declaration: Declaration) -> Iterator[str]:
    for name, data_class in declaration.classes.items():
        if data_class.grade is not Grade.OPEN:
            yield name
