"""ENCLAVE_PROCESSOR_CLASS: a processor is declared to receive exactly what its sources hold."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_class_that_the_processor_holds_unsaid() -> None:
    assert said_of(
        ("receives: [catalogue, pricing, personal]", "receives: [catalogue, pricing]"),
    ) == [
        "salesforce runs crm, which holds personal. Fix: add personal.",
    ]


def test_refuses_a_class_that_the_processor_does_not_hold() -> None:
    assert said_of(
        (
            "receives: [catalogue, pricing, personal]",
            "receives: [catalogue, pricing, personal, note]",
        ),
        ("  catalogue: {grade: open}", "  catalogue: {grade: open}\n  note: {grade: open}"),
        ("Customer: personal}", "Customer: personal, Note: note}"),
    ) == [
        "no source that salesforce runs holds note. Fix: delete note.",
    ]


def test_refuses_a_source_that_nobody_runs() -> None:
    lines = said_of(
        (", processor: salesforce", ""),
    )
    assert (
        "crm does not say who runs it. Fix: add processor, and declare it under processors."
        in lines
    )


def test_calls_no_class_needless_while_one_is_not_declared() -> None:
    lines = said_of(("Text: personal", "Text: zzz"))
    assert "there is no class zzz. Fix: declare it under classes." in lines
    assert [line for line in lines if "no source that" in line] == []
