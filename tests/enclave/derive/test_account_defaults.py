"""What an account refuses by itself, and who sets it."""

import pytest

from enclave.derive.account_defaults import MachineDefaults, account_defaults
from enclave.derive.declarative_policies import declarative_policies
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, document, with_data_centre


def organization(**changes: object) -> dict[str, object]:
    whole: dict[str, object] = document()["organization"]
    return whole | {"aws": document()["organization"]["aws"] | changes}


def test_volumes_that_name_no_key_get_the_sites() -> None:
    assert account_defaults(declared(), "frankfurt").volume_key == "loom-frankfurt-volumes"


@pytest.mark.parametrize(
    "owner", [{"name": "Loom"}, organization(management="external")], ids=["none", "external"]
)
def test_an_account_without_a_governor_of_ours_sets_all_itself(owner: dict[str, object]) -> None:
    machines = account_defaults(declared(organization=owner), "frankfurt").machines
    assert machines == MachineDefaults()


def test_what_the_organizations_own_policy_holds_is_left_to_it() -> None:
    own = declared(organization=organization(management="222233334444"))
    assert account_defaults(own, "frankfurt").machines is None


def test_account_and_organization_mean_the_same() -> None:
    (policy,) = declarative_policies(declared())
    held = policy.document["ec2_attributes"]
    machines = MachineDefaults()
    gateways = held["vpc_block_public_access"]["internet_gateway_block"]
    metadata = held["instance_metadata_defaults"]
    images = held["allowed_images_settings"]["image_criteria"]["criteria_1"]
    assert machines == MachineDefaults(
        gateways=gateways["mode"]["@@assign"].replace("_", "-"),
        snapshots=held["snapshot_block_public_access"]["state"]["@@assign"].replace("_", "-"),
        images=held["image_block_public_access"]["state"]["@@assign"].replace("_", "-"),
        image_owners=tuple(images["allowed_image_providers"]["@@assign"]),
        metadata_tokens=metadata["http_tokens"]["@@assign"],
        metadata_hops=int(metadata["http_put_response_hop_limit"]["@@assign"]),
        metadata_tags=metadata["instance_metadata_tags"]["@@assign"],
    )


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo"):
        account_defaults(with_data_centre(), "venlo")
