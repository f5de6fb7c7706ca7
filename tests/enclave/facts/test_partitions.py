import pytest
from botocore.loaders import create_loader

from enclave.facts.partitions import country_of, partition_of, partitions


@pytest.mark.parametrize(
    ("region", "country"),
    [
        ("eu-central-1", "DE"),
        ("eu-central-2", "CH"),
        ("eu-north-1", "SE"),
        ("eu-south-1", "IT"),
        ("eu-south-2", "ES"),
        ("eu-west-1", "IE"),
        ("eu-west-2", "GB"),
        ("eu-west-3", "FR"),
        ("eusc-de-east-1", "DE"),
        ("us-east-1", "US"),
        ("mars-1", None),
    ],
)
def test_a_region_stands_in_its_country(region: str, country: str | None) -> None:
    assert country_of(region) == country


def test_the_sovereign_cloud_is_a_partition_of_its_own() -> None:
    partition = partition_of("eusc-de-east-1")
    assert partition is not None
    assert (partition.name, partition.dns_suffix) == ("aws-eusc", "amazonaws.eu")


@pytest.mark.parametrize("region", ["us-gov-west-1", "cn-north-1"])
def test_partitions_that_the_kit_cannot_serve_are_known_as_such(region: str) -> None:
    partition = partition_of(region)
    assert partition is not None
    assert not partition.supported


def test_an_unknown_region_is_in_no_partition() -> None:
    assert partition_of("mars-1") is None


@pytest.mark.parametrize("name", ["aws", "aws-eusc", "aws-us-gov", "aws-cn"])
def test_regions_and_suffix_are_those_of_the_installed_botocore(name: str) -> None:
    (described,) = (
        p for p in create_loader().load_data("endpoints")["partitions"] if p["partition"] == name
    )
    (known,) = (p for p in partitions().partitions.value if p.name == name)
    assert set(known.regions) == set(described["regions"])
    assert known.dns_suffix == described["dnsSuffix"]
