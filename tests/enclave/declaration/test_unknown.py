"""A mistyped name is one finding, and everything else is judged as it was meant."""

import pytest

from tests.enclave.declaration.factories import Change, changed, said


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("model: ranker", "model: rankr"), "73:12 there is no model rankr. Fix: ranker?"),
        (("{at: webshop}", "{at: webshp}"), "36:18 there is no neighbour webshp. Fix: webshop?"),
        (
            ("from: webshop, to", "from: webshp, to"),
            "82:19 there is no source, neighbour or part of a site webshp. Fix: webshop?",
        ),
        (
            ("Case.Text: mask", "Case.Txt: mask"),
            "64:16 crm has no field Case.Txt. Fix: Case.Text?",
        ),
    ],
    ids=["model", "neighbour", "place", "field"],
)
def test_one_mistyped_name_is_one_finding(change: Change, line: str) -> None:
    assert said(changed(change)) == [line]


def test_what_was_meant_is_judged() -> None:
    lines = said(changed(("Case.Text: mask", "Case.Txt: pass")))
    assert lines == [
        "64:16 crm has no field Case.Txt. Fix: Case.Text?",
        (
            "64:26 Case.Text is personal (personal) and may not pass. Fix: mask, pseudonymise or "
            "bucket(WIDTH)."
        ),
    ]


def test_a_name_like_no_other_is_not_guessed() -> None:
    assert "73:12 there is no model zzz. Fix: declare it under models." in said(
        changed(("model: ranker", "model: zzz"))
    )
