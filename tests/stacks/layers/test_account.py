"""What the account refuses by itself, from before anything stands in it."""

from tests.enclave.derive.declared import declared, document
from tests.stacks.layers.test_cloud import make_settings, production, run


def test_volumes_of_the_account_get_the_key_of_volumes() -> None:
    assert production().inputs("account-volume-key")["keyArn"] == (
        "arn:aws:kms:eu-central-1:111122223333:key-volumes-key"
    )


def test_gateways_are_refused_before_there_is_a_network() -> None:
    names = [d.name for d in production().declared]
    assert names.index("account-gateways") < names.index("network-vpc")


def test_where_our_organization_holds_them_the_account_does_not_set_them() -> None:
    organization = document()["organization"]
    organization["aws"]["management"] = "222233334444"
    recorder = run(declared(organization=organization), make_settings())
    names = {d.name for d in recorder.declared}
    assert "account-volumes" in names
    assert "account-gateways" not in names
