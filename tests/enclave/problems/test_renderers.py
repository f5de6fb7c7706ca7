import pytest

from enclave.problems.renderers import RENDERERS, Format
from tests.enclave.problems.factories import make_report


def test_every_format_has_its_renderer() -> None:
    assert list(RENDERERS) == list(Format)


@pytest.mark.parametrize("name", list(Format))
def test_every_format_says_that_nothing_was_looked_at(name: Format) -> None:
    text = RENDERERS[name](make_report(looked_at=0, findings=()))
    assert "nothing was looked at" in text.replace("&#45;", "-")


@pytest.mark.parametrize("name", list(Format))
def test_every_format_ends_with_one_newline(name: Format) -> None:
    text = RENDERERS[name](make_report())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
