"""Generated declarations are valid, of the size asked for, and the same every time."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.declaration.tree import read_tree
from scripts.generate_declaration import declaration_text, main
from tests.enclave.declaration.factories import loaded, said


def fields(text: str) -> int:
    data: Any = read_tree(text, "e.yaml").data
    return sum(len(f) for source in data["sources"].values() for f in source["fields"].values())


def test_the_largest_of_the_benchmark_is_valid() -> None:
    text = declaration_text(200, 2000)
    declaration = loaded(text, lock=None).declaration
    assert said(text, lock=None) == []
    assert declaration is not None
    assert (len(declaration.functions), fields(text)) == (200, 2000)


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 60), st.integers(3, 300))
def test_every_size_is_valid(functions: int, fields_wanted: int) -> None:
    text = declaration_text(functions, fields_wanted)
    assert said(text, lock=None) == []
    assert fields(text) == fields_wanted


def test_it_prints_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--functions", "3", "--fields", "9"]
    assert main(arguments) == 0
    first = capsys.readouterr().out
    assert main(arguments) == 0
    assert capsys.readouterr().out == first


def test_it_refuses_what_it_cannot_make(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--functions", "0", "--fields", "9"])
    assert "at least 1 function and 3 fields" in capsys.readouterr().err
