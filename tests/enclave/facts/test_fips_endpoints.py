import pytest

from enclave.facts.fips_endpoints import fips_endpoint, fips_hosts
from enclave.facts.partitions import partitions

EUROPE = sorted(
    name for p in partitions().partitions.value for name in p.regions if name.startswith("eu-")
)


@pytest.mark.parametrize("region", EUROPE)
def test_of_the_services_of_an_enclave_only_kms_has_one_in_europe(region: str) -> None:
    found = {s for s in fips_hosts().asked.value if fips_endpoint(s, region)}
    assert found == {"kms", "elasticfilesystem", "wafv2"}
    assert fips_endpoint("kms", region) == f"kms-fips.{region}.amazonaws.com"


def test_the_sovereign_cloud_models_none() -> None:
    assert not any(fips_endpoint(s, "eusc-de-east-1") for s in fips_hosts().asked.value)


def test_where_they_are_modelled_they_are_found() -> None:
    missing = {s for s in fips_hosts().asked.value if not fips_endpoint(s, "us-east-1")}
    assert missing == {"eks-auth", "ssmmessages"}


def test_what_is_not_known_is_not_fips() -> None:
    assert fips_endpoint("unheard-of", "us-east-1") is None
    assert fips_endpoint("kms", "mars-1") is None
