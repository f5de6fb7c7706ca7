from enclave.declaration.model import Declaration
from enclave.derive.declarative_policies import declarative_policies
from enclave.derive.policy_packing import PolicyType, quota_of
from tests.enclave.derive.declared import declared
from tests.enclave.derive.strategies import for_any_declaration


def test_ec2_holds_to_what_the_enclave_needs() -> None:
    (policy,) = declarative_policies(declared())
    attributes = policy.document["ec2_attributes"]
    assert policy.type is PolicyType.DECLARATIVE_EC2
    assert attributes.pop("exception_message")["@@assign"].endswith(
        "Fix: change what the enclave derives, not this account."
    )
    assert attributes == {
        "vpc_block_public_access": {
            "internet_gateway_block": {
                "mode": {"@@assign": "block_bidirectional"},
                "exclusions_allowed": {"@@assign": "disabled"},
            }
        },
        "serial_console_access": {"status": {"@@assign": "disabled"}},
        "image_block_public_access": {"state": {"@@assign": "block_new_sharing"}},
        "allowed_images_settings": {
            "state": {"@@assign": "enabled"},
            "image_criteria": {"criteria_1": {"allowed_image_providers": {"@@assign": ["amazon"]}}},
        },
        "instance_metadata_defaults": {
            "http_tokens": {"@@assign": "required"},
            "http_tokens_enforced": {"@@assign": "enabled"},
            "http_put_response_hop_limit": {"@@assign": "1"},
            "http_endpoint": {"@@assign": "no_preference"},
            "instance_metadata_tags": {"@@assign": "disabled"},
        },
        "snapshot_block_public_access": {"state": {"@@assign": "block_all_sharing"}},
    }


@for_any_declaration
def test_the_document_fits(declaration: Declaration) -> None:
    quota = quota_of(PolicyType.DECLARATIVE_EC2)
    assert all(len(p.text) <= quota.characters for p in declarative_policies(declaration))
