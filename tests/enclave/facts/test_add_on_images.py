import pytest

from enclave.facts.add_on_images import add_on_account, add_on_images
from enclave.facts.loader import parse, text_of
from enclave.facts.partitions import partition_of
from enclave.problems import Problem


@pytest.mark.parametrize(
    ("region", "account"),
    [
        ("eu-central-1", "602401143452"),
        ("eu-central-2", "900612956339"),
        ("eu-south-1", "590381155156"),
        ("eu-south-2", "455263428931"),
    ],
)
def test_older_regions_share_an_account_and_newer_ones_have_their_own(
    region: str, account: str
) -> None:
    assert add_on_account(region) == account


@pytest.mark.parametrize("region", ["eusc-de-east-1", "us-east-1", "mars-1"])
def test_no_account_is_made_up_where_none_was_read(region: str) -> None:
    assert add_on_account(region) is None


def test_every_region_is_one_of_aws() -> None:
    regions = add_on_images().accounts.value
    assert regions
    assert all(partition_of(region) for region in regions)


def test_what_is_no_account_is_refused() -> None:
    text = text_of("add_on_images.toml").replace("602401143452", "*")
    with pytest.raises(Problem, match=r"accounts\.value\.eu-central-1: String should match"):
        parse(text, "add_on_images.toml", type(add_on_images()))
