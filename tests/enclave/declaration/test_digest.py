"""The digest names what is declared, not how it is written."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration import declaration_digest
from enclave.declaration.model import Declaration
from enclave.declaration.tree import read_tree
from tests.enclave.declaration.factories import VALID, changed, loaded
from tests.enclave.declaration.test_loading import DATA, as_yaml


def digest(text: str) -> str:
    declaration = loaded(text).declaration
    assert declaration is not None
    return declaration_digest(declaration)


def shuffled(data: Any, random: Any) -> Any:  # noqa: ANN401  any JSON
    if isinstance(data, dict):
        keys = list(data)
        random.shuffle(keys)
        return {key: shuffled(data[key], random) for key in keys}
    return data


def test_it_is_a_sha_256_in_hex() -> None:
    assert len(bytes.fromhex(digest(VALID))) == 32


@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_change_it(random: object) -> None:
    assert digest(as_yaml(shuffled(DATA, random))) == digest(VALID)


def test_comments_and_quotes_do_not_change_it() -> None:
    assert digest(changed(("use: canary", 'use: "canary"   # for now'))) == digest(VALID)


def test_a_spelled_out_default_does_not_change_it() -> None:
    spelled = changed(("    use: canary\n", "    use: canary\n    salesforce_path: none\n"))
    assert digest(spelled) == digest(VALID)


def test_a_year_and_its_days_are_the_same_duration() -> None:
    assert digest(changed(("400d", "2y"))) == digest(changed(("400d", "730d")))


def test_every_part_changes_it() -> None:
    for old, new in (
        ("name: Twill", "name: Tweed"),
        ("network: 10.40.0.0/20", "network: 10.40.0.0/19"),
        ("reason: Ranking", "reason: Sorting"),
        ("retention: 30d", "retention: 31d"),
        ("zones: [a, b]", "zones: [b, a]"),
    ):
        assert digest(changed((old, new))) != digest(VALID), old


def test_a_declaration_read_back_from_its_json_is_the_same() -> None:
    declaration = Declaration.model_validate(read_tree(VALID, "valid.yaml").data)
    again = Declaration.model_validate(declaration.model_dump(mode="json", by_alias=True))
    assert again == declaration
