"""Nothing public, nothing plain, no way round, in the whole account."""

from typing import Any

from enclave.derive.account_defaults import MachineDefaults
from stacks.components.account_defaults import AccountDefaults, AccountDefaultsArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> AccountDefaultsArgs:
    values: dict[str, Any] = {
        "account": "111122223333",
        "volume_key_arn": "volume-key",
        "machines": MachineDefaults(),
    } | overrides
    return AccountDefaultsArgs(**values)


def test_no_bucket_of_the_account_is_public(recorder: Recorder) -> None:
    recorder.run(lambda: AccountDefaults("account", make_args()))
    assert recorder.inputs("account-buckets") == {
        "accountId": "111122223333",
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }


def test_volumes_are_encrypted_with_our_key(recorder: Recorder) -> None:
    recorder.run(lambda: AccountDefaults("account", make_args()).volume_key_arn)
    assert recorder.inputs("account-volumes") == {"enabled": True}
    assert recorder.inputs("account-volume-key") == {"keyArn": "volume-key"}
    assert recorder.outputs == "volume-key"


def test_no_gateway_snapshot_or_image_opens_the_account(recorder: Recorder) -> None:
    recorder.run(lambda: AccountDefaults("account", make_args()))
    assert recorder.inputs("account-gateways") == {
        "internetGatewayBlockMode": "block-bidirectional"
    }
    assert recorder.inputs("account-snapshots") == {"state": "block-all-sharing"}
    assert recorder.inputs("account-images") == {"state": "block-new-sharing"}


def test_machines_start_from_known_images_and_tell_no_pod_who_they_are(
    recorder: Recorder,
) -> None:
    recorder.run(lambda: AccountDefaults("account", make_args()))
    assert recorder.inputs("account-allowed-images") == {
        "state": "enabled",
        "imageCriterions": [{"imageProviders": ["amazon"]}],
    }
    assert recorder.inputs("account-metadata") == {
        "httpTokens": "required",
        "httpPutResponseHopLimit": 1,
        "instanceMetadataTags": "disabled",
    }
    assert recorder.inputs("account-serial-console") == {"enabled": False}


def test_what_the_organization_holds_is_left_to_it(recorder: Recorder) -> None:
    recorder.run(lambda: AccountDefaults("account", make_args(machines=None)))
    assert {d.name for d in recorder.custom()} == {
        "account-buckets",
        "account-volumes",
        "account-volume-key",
    }
