"""Settings: one pass over configuration and environment, every bad key told at once."""

import os
from collections.abc import Callable
from pathlib import Path

import pulumi
import pytest

from enclave.declaration.model import Declaration
from stacks.settings import Layer, Settings, UnusableSettings, read_settings, stacks_of
from stacks.supplied import read_supplied
from tests.enclave.derive.declared import declared, document
from tests.stacks.conftest import in_a_stack
from tests.stacks.test_supplied import GIVEN

PROJECT = "name: enclave\nruntime: python\nmain: stacks\nstackConfigDir: stacks/config\n"
OFF = GIVEN | {"pulumi:disable-default-providers": '["*"]'}
REHEARSED = OFF | {"enclave:rehearsal": "http://127.0.0.1:5000"}

Read = Callable[..., Settings]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads settings of a project with a file backend, or with what a test says instead."""
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    monkeypatch.setenv("PULUMI_BACKEND_URL", "file:///state")
    for variable in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(variable, os.devnull)

    def reader(
        *,
        stack: str = "frankfurt-cloud",
        config: dict[str, str] = OFF,
        declaration: Declaration | None = None,
    ) -> Settings:
        def program() -> Settings:
            pulumi.runtime.set_all_config(config)
            return read_settings(declaration or declared())

        return in_a_stack(program, stack=stack, root=str(tmp_path))

    return reader


def refusal(read: Read, **changes: object) -> list[str]:
    with pytest.raises(UnusableSettings) as caught:
        read(**changes)
    return str(caught.value).splitlines()


def test_production_site_is_deployed_to_last(read: Read) -> None:
    settings = read()
    assert settings == Settings(
        site="frankfurt",
        layer=Layer.CLOUD,
        rehearsal=None,
        production=True,
        supplied=read_supplied(declared(), "frankfurt", GIVEN, rehearsed=False)[0],
    )
    assert settings.lasting


def test_rehearsal_of_production_does_not_last(read: Read) -> None:
    settings = read(config=REHEARSED)
    assert settings.rehearsal == "http://127.0.0.1:5000"
    assert not settings.lasting


def test_canary_does_not_last(read: Read) -> None:
    sites = document()["sites"]
    sites["frankfurt"]["use"] = "canary"
    assert not read(declaration=declared(sites=sites)).lasting


def test_what_others_have_to_supply_is_asked_for(read: Read) -> None:
    config = OFF | {"enclave:runner-image": ""}
    assert refusal(read, config=config) == [
        (
            "enclave:runner-image is not set, and the runner starts from an image that somebody "
            "chose. Fix: give the id of an x86_64 image with a Session Manager agent "
            "(docs/runner.md)."
        )
    ]


def test_a_rehearsal_needs_nothing_of_it(read: Read) -> None:
    config = REHEARSED | dict.fromkeys(GIVEN, "")
    assert read(config=config).supplied.runner_image == "ami-00000000000000000"


def test_empty_rehearsal_is_none(read: Read) -> None:
    assert read(config=OFF | {"enclave:rehearsal": ""}).rehearsal is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_rehearsal_is_on_this_machine(read: Read, host: str) -> None:
    url = f"http://{host}:5000"
    assert read(config=OFF | {"enclave:rehearsal": url}).rehearsal == url


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:5000",
        "https://127.0.0.1",
        "http://127.0.0.1.nip.example",
        "http://127.0.0.1@host.example",
        "127.0.0.1:5000",
        "http://[::1",
    ],
)
def test_rehearsal_elsewhere_is_refused(read: Read, url: str) -> None:
    assert refusal(read, config=OFF | {"enclave:rehearsal": url}) == [
        (
            f"enclave:rehearsal {url} is not on this machine. "
            "Fix: use http://127.0.0.1:PORT, or leave it empty for the real AWS."
        )
    ]


def test_rehearsal_on_the_real_state_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "s3://state?region=eu-central-1")
    assert (
        "enclave:rehearsal a rehearsal would overwrite the state of the real enclave. "
        "Fix: rehearse with a file:// backend, as enclave rehearse does."
    ) in refusal(read, config=REHEARSED)


def test_redirection_of_the_real_aws_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", "http://192.0.2.1")
    assert refusal(read) == [
        (
            "AWS_ENDPOINT_URL_KMS would send calls for AWS elsewhere, and this is not a rehearsal. "
            "Fix: unset AWS_ENDPOINT_URL_KMS."
        )
    ]


def test_every_way_to_lead_past_the_declaration_is_told_at_once(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.write_text("[default]\nendpoint_url = http://192.0.2.1\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(shared))
    monkeypatch.setenv("TF_AWS_STS_ENDPOINT", "http://192.0.2.1")
    monkeypatch.setenv("PULUMI_CLOUD_SECRET_OVERRIDE", "gcpkms://projects/x")
    assert [line.split(" ")[0] for line in refusal(read)] == [
        "TF_AWS_STS_ENDPOINT",
        f"{shared}:2",
        "PULUMI_CLOUD_SECRET_OVERRIDE",
    ]


def test_secrets_are_not_moved_in_a_rehearsal_either(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_CLOUD_SECRET_OVERRIDE", "gcpkms://projects/x")
    assert refusal(read, config=REHEARSED)[0].startswith("PULUMI_CLOUD_SECRET_OVERRIDE ")


def test_rehearsal_may_redirect(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:5000")
    assert read(config=REHEARSED)


@pytest.mark.parametrize("value", [None, "[]", '["kubernetes"]', "*", "5"])
def test_default_providers_are_refused(read: Read, value: str | None) -> None:
    config = GIVEN | ({"pulumi:disable-default-providers": value} if value else {})
    assert refusal(read, config=config) == [
        (
            "pulumi:disable-default-providers does not switch default providers off, and one "
            "of them could put a resource into any account or region. "
            'Fix: write value: ["*"] for it in Pulumi.yaml.'
        )
    ]


def test_misspelt_key_is_told_with_the_right_one(read: Read) -> None:
    assert refusal(read, config=OFF | {"enclave:rehersal": "x"}) == [
        "enclave:rehersal is not a setting of this project. Fix: enclave:rehearsal?"
    ]


def test_key_of_a_provider_is_refused(read: Read) -> None:
    assert refusal(read, config=OFF | {"aws:region": "us-east-1"}) == [
        (
            "aws:region is not a setting of this project. "
            "Fix: remove it; what the enclave is stands in enclave.yaml."
        )
    ]


@pytest.mark.parametrize("stack", ["frankfurt", "frankfurt-platform", "paris-cloud", "dev"])
def test_other_stack_names_are_refused(read: Read, stack: str) -> None:
    assert refusal(read, stack=stack) == [
        (
            f"stack {stack} is no layer of a declared site, and its name is what fixes its layer. "
            "Fix: use frankfurt-cloud."
        )
    ]


def test_backend_in_the_project_counts(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PULUMI_BACKEND_URL")
    (tmp_path / "Pulumi.yaml").write_text(PROJECT + "backend: {url: 's3://state'}\n")
    told = refusal(read)
    assert told[0] == (
        "Pulumi.yaml: backend s3://state names no region. Fix: use region=eu-central-1."
    )
    assert told[1].startswith("stacks/config/Pulumi.frankfurt-cloud.yaml: secretsprovider names")


def test_secrets_provider_of_the_stack_counts(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "s3://state?region=eu-central-1")
    folder = tmp_path / "stacks/config"
    folder.mkdir(parents=True)
    (folder / "Pulumi.frankfurt-cloud.yaml").write_text(
        "secretsprovider: awskms://alias/state?region=eu-central-1&fips=true\n"
    )
    assert read().rehearsal is None


@pytest.mark.parametrize("name", ["Pulumi.json", "Pulumi.yml"])
def test_project_file_that_pulumi_may_read_instead_is_refused(
    read: Read, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("backend: {url: 'https://api.vendor.example'}")
    assert refusal(read) == [
        (
            f"{name} may be read instead of Pulumi.yaml, and nothing here checks it. "
            f"Fix: remove {name}."
        )
    ]


@pytest.mark.parametrize("ending", ["json", "yml"])
def test_stack_file_that_pulumi_may_read_instead_is_refused(
    read: Read, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "stacks/config"
    folder.mkdir(parents=True)
    (folder / f"Pulumi.frankfurt-cloud.{ending}").touch()
    name = f"stacks/config/Pulumi.frankfurt-cloud.{ending}"
    assert refusal(read) == [
        (
            f"{name} may be read instead of stacks/config/Pulumi.frankfurt-cloud.yaml, "
            f"and nothing here checks it. Fix: remove {name}."
        )
    ]


def test_no_backend_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_BACKEND_URL")
    assert refusal(read) == [
        (
            "Pulumi.yaml: backend names no backend, and Pulumi would turn to a service in the US. "
            "Fix: name file://FOLDER or s3://BUCKET?region=REGION."
        )
    ]


def test_everything_that_is_wrong_is_told_at_once(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "https://api.vendor.example")
    told = refusal(read, stack="dev", config={"enclave:rehearsal": "http://192.0.2.1", "x:y": "z"})
    assert [line.split(" ")[0] for line in told] == [
        "stack",
        "x:y",
        "pulumi:disable-default-providers",
        "enclave:rehearsal",
        "PULUMI_BACKEND_URL",
    ]


def owned() -> Declaration:
    organization = document()["organization"]
    organization["aws"]["management"] = "444455556666"
    return declared(organization=organization)


def test_an_organization_of_ours_has_one_stack_before_all_others() -> None:
    assert stacks_of(owned()) == ("organization", "frankfurt-cloud")


def test_the_stack_of_the_organization_is_of_no_site_and_lasts_as_one_of_them_does(
    read: Read,
) -> None:
    settings = read(stack="organization", declaration=owned())
    assert (settings.site, settings.layer, settings.lasting) == ("", Layer.ORGANIZATION, True)


def test_the_organization_of_others_is_refused_with_what_to_do(read: Read) -> None:
    assert refusal(read, stack="organization") == [
        (
            "stack organization is of a management account that is not ours to deploy to. Fix: hand"
            " over what enclave derive --out DIR writes into DIR/organization, or name the account"
            " in organization.aws.management."
        )
    ]


def test_each_cloud_site_has_its_stack() -> None:
    sites = document()["sites"]
    sites["dublin"] = sites["frankfurt"]
    assert stacks_of(declared(sites=sites)) == ("frankfurt-cloud", "dublin-cloud")
