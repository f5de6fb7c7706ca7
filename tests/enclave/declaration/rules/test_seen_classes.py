"""ENCLAVE_SEEN_CLASS: a model sees exactly the classes that it may see."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_field_that_the_model_may_not_see() -> None:
    assert said_of(
        ("may_see: [catalogue, pricing, personal]", "may_see: [catalogue, personal]"),
    ) == [
        (
            "writer may not see pricing, which is the class of Price.Amount. Fix: leave it "
            "out, or add the class to may_see."
        ),
    ]


def test_refuses_free_text_that_the_model_may_not_see() -> None:
    assert said_of(
        ("free_text: {class: personal,", "free_text: {class: margin,"),
        ("  personal: {grade", "  margin: {grade: internal}\n  personal: {grade"),
    ) == [
        (
            "writer may not see margin, which is the class of free_text. Fix: leave it "
            "out, or add the class to may_see."
        ),
    ]


def test_refuses_a_class_that_no_function_sends() -> None:
    assert said_of(
        ("may_see: [catalogue, personal]", "may_see: [catalogue, personal, pricing]"),
    ) == [
        "ranker may see pricing, but no function sends it any. Fix: delete pricing.",
    ]


def test_says_nothing_of_a_model_that_a_broken_reference_may_mean() -> None:
    lines = said_of(("model: ranker", "model: zzz"))
    assert [line for line in lines if "no function sends it any" in line] == []
