import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.records.export import export_schema, from_outputs
from tests.enclave.records.factories import EXPORT, make_export
from tests.enclave.records.strategies import values

VALIDATOR = jsonschema.Draft202012Validator(export_schema())


def test_comes_back_as_it_was() -> None:
    assert from_outputs(EXPORT.to_outputs()) == EXPORT


def test_outputs_are_plain_json_that_fits_the_schema() -> None:
    VALIDATOR.validate(EXPORT.to_outputs())


def test_says_what_the_design_says() -> None:
    assert set(EXPORT.to_outputs()) == {
        *("partition", "account", "region", "site", "declaration_digest", "vpc", "subnets"),
        *("cluster", "keys_by_class", "keys_by_purpose", "buckets", "registry", "target_group"),
        *("internal_target_group", "endpoint_service", "roles"),
    }


def test_the_sovereign_cloud_has_its_own_arns() -> None:
    key = "arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1"
    export = make_export(
        partition="aws-eusc", region="eusc-de-east-1", keys_by_class={"pricing": {"content": key}}
    )
    assert from_outputs(export.to_outputs()).keys_by_class == {"pricing": {"content": key}}


@pytest.mark.parametrize("key", sorted(EXPORT.to_outputs()))
def test_every_key_is_required(key: str) -> None:
    outputs = EXPORT.to_outputs()
    del outputs[key]
    with pytest.raises(Problem, match=f"stack output enclave {key}: Field required"):
        from_outputs(outputs)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"nodes": 3}, "nodes: Unexpected keyword argument"),
        ({"account": 111122223333}, "account: Input should be a valid string"),
        ({"account": "1"}, "account: String should match pattern"),
        ({"subnets": {"nodes": ["10.40.0.0"]}}, "subnets.nodes.0: String should match pattern"),
        (
            {"keys_by_class": {"pricing": {"content": "key"}}},
            "keys_by_class.pricing.content: String should match",
        ),
        ({"vpc": None}, "vpc: Input should be a valid string"),
    ],
)
def test_refuses_another_output(changes: dict[str, object], message: str) -> None:
    outputs = {**EXPORT.to_outputs(), **changes}
    with pytest.raises(Problem) as caught:
        from_outputs(outputs)
    assert str(caught.value).startswith(f"stack output enclave {message}")
    assert not VALIDATOR.is_valid(outputs)


@given(st.sampled_from(sorted(EXPORT.to_outputs())), values)
def test_reader_and_schema_agree_on_any_value(key: str, value: object) -> None:
    outputs = {**EXPORT.to_outputs(), key: value}
    try:
        from_outputs(outputs)
    except Problem:
        assert not VALIDATOR.is_valid(outputs)
    else:
        assert VALIDATOR.is_valid(outputs)
