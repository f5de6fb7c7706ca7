"""The management account, where it is ours."""

from enclave.derive.management import EXTERNAL, management_names
from tests.enclave.derive.declared import declared, managed, sovereign


def test_it_is_in_the_partition_and_first_region_of_the_jurisdiction() -> None:
    names = management_names(managed())
    assert names is not None
    assert names.iam("root") == "arn:aws:iam::444455556666:root"
    assert names.region == "eu-central-1"
    in_europe = management_names(managed(sovereign()))
    assert in_europe is not None
    assert in_europe.iam("root") == "arn:aws-eusc:iam::444455556666:root"


def test_that_of_others_has_none() -> None:
    organization = declared().organization.aws
    assert organization is not None
    assert organization.management == EXTERNAL
    assert management_names(declared()) is None


def test_there_is_none_without_a_site_in_aws() -> None:
    assert management_names(managed().model_copy(update={"sites": {}})) is None
