"""ENCLAVE_RECOGNITION: secret and personal classes can be recognised, by their own fields."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_crown_jewel_that_nothing_recognises() -> None:
    assert said_of(
        (
            "{grade: crown_jewel, recognise: {packs: [price-rules], exact: [Price.Amount]}}",
            "{grade: crown_jewel}",
        ),
    ) == [
        (
            "pricing is crown_jewel, but nothing recognises it at the door. Fix: add "
            "recognise: {packs: [...]}."
        ),
    ]


def test_refuses_personal_data_that_nothing_recognises() -> None:
    assert said_of(
        (", recognise: {packs: [personal-eu]}", ""),
    ) == [
        (
            "personal is personal, but nothing recognises it at the door. Fix: add "
            "recognise: {packs: [...]}."
        ),
    ]


def test_refuses_values_of_another_class() -> None:
    assert said_of(
        ("exact: [Price.Amount]", "exact: [Case.Text]"),
    ) == [
        "Case.Text is personal, not pricing. Fix: name a field of this class.",
    ]


def test_refuses_a_class_open_and_personal_at_once() -> None:
    assert said_of(
        ("grade: internal", "grade: open"),
    ) == [
        "personal is open and personal at once. Fix: grade: internal.",
    ]
