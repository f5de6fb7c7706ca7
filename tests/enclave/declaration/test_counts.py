"""How much a declaration says."""

from enclave.declaration.counts import counted, counts, looked_at
from tests.enclave.declaration.factories import VALID, changed, loaded


def test_entries_and_fields_are_counted() -> None:
    declaration = loaded(VALID).declaration
    assert declaration is not None
    assert counts(declaration)["fields"] == 5
    assert looked_at(declaration) == 1 + sum(counts(declaration).values())


def test_one_is_singular_and_none_is_left_out() -> None:
    declaration = loaded(VALID).declaration
    assert declaration is not None
    assert counted(declaration).endswith("5 flows, 1 processor")


def test_a_file_that_nothing_could_be_made_of_was_looked_at() -> None:
    assert loaded(changed(("enclave: 1", "enclave: 2"))).report.looked_at > 1
    assert loaded("[a]").report.looked_at == 1
