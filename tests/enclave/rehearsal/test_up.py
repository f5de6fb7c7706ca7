"""The whole way: the real command, engine and provider, against moto."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.enclave.rehearsal.factories import Rehearsal

pytestmark = pytest.mark.integration


def test_again_changes_nothing_and_shows_everything_declared(standing: Rehearsal) -> None:
    done = standing.run("up")
    assert done.returncode == 0
    assert ": 0 changed.\n" in done.stdout
    assert "stand-ins  Python language host, AWS provider; not the official ones" in done.stdout


def test_the_sdk_reads_back_the_declared_network(standing: Rehearsal) -> None:
    vpcs = standing.client("ec2").describe_vpcs(
        Filters=[{"Name": "tag:enclave:site", "Values": ["frankfurt"]}]
    )["Vpcs"]
    assert [vpc["CidrBlock"] for vpc in vpcs] == ["10.40.0.0/20"]


def test_pulumi_by_hand_needs_no_flag_and_no_folder(standing: Rehearsal) -> None:
    done = standing.by_hand("pulumi preview --refresh --expect-no-changes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "unchanged" in done.stdout


def test_the_proof_for_machines_is_the_same_whatever_a_user_has_set(
    standing: Rehearsal, tmp_path: Path
) -> None:
    (tmp_path / "stacks.py").write_text("raise RuntimeError('not the program')\n")
    theirs = {
        "AWS_PROFILE": "missing",
        "AWS_ENDPOINT_URL": "http://192.0.2.1",
        "AWS_USE_FIPS_ENDPOINT": "true",
        "HTTP_PROXY": "http://192.0.2.1:9",
        "PULUMI_BACKEND_URL": "https://api.vendor.example",
        "PULUMI_CONFIG_PASSPHRASE": "another",
        "PULUMI_HOME": "/nowhere",
        "PULUMI_OPTION_CONFIG_FILE": "/nowhere",
        "PULUMI_STACK": "real",
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "stacks.py"),
    }
    mine = replace(standing, environment={**standing.environment, **theirs})
    told = json.loads(mine.run("up", "--json").stdout)
    above, layer = told["layers"]
    assert (told["again"], told["changed"]) == (True, 0)
    assert (layer["stack"], layer["new"], layer["changed"]) == ("frankfurt-cloud", 0, 0)
    assert layer["all"] > 100
    assert (above["stack"], above["recorded_only"]) == ("organization", 2)
    assert told["demonstration"]["failures"] == []
    by_hand = mine.by_hand("pulumi preview --expect-no-changes")
    assert by_hand.returncode == 0, by_hand.stdout + by_hand.stderr


def test_a_change_behind_pulumis_back_is_drift_and_is_named(standing: Rehearsal) -> None:
    kms = standing.client("kms")
    key = next(
        k["KeyId"]
        for k in kms.list_keys()["Keys"]
        if kms.get_key_rotation_status(KeyId=k["KeyId"])["KeyRotationEnabled"]
    )
    kms.disable_key_rotation(KeyId=key)
    try:
        done = standing.by_hand("pulumi preview --refresh --expect-no-changes --diff")
    finally:
        kms.enable_key_rotation(KeyId=key)
    assert done.returncode != 0
    assert "enableKeyRotation" in done.stdout
    assert key in done.stdout


def test_an_operation_that_a_killed_run_left_is_settled(standing: Rehearsal) -> None:
    path = standing.workspace.state_file("enclave", "frankfurt-cloud")
    state = json.loads(path.read_text())
    latest = state["checkpoint"]["latest"]
    latest["pending_operations"] = [{"resource": latest["resources"][-1], "type": "creating"}]
    path.write_text(json.dumps(state))
    assert "half done" in standing.run("status").stdout
    assert ": 0 changed.\n" in standing.run("up").stdout
    assert "half done" not in standing.run("status").stdout


def test_status_names_stacks_moto_and_what_is_only_recorded(standing: Rehearsal) -> None:
    said = standing.run("status").stdout
    assert "frankfurt-cloud" in said
    assert "moto at http://127.0.0.1:" in said
    assert ", not AWS" in said


def test_the_state_has_no_side_file_that_a_kill_could_leave_empty(standing: Rehearsal) -> None:
    files = [path.name for path in standing.workspace.state.rglob("*.*") if path.is_file()]
    assert "frankfurt-cloud.json" in files
    assert [name for name in files if name.endswith(".attrs")] == []


def test_the_users_tree_is_only_read(standing: Rehearsal) -> None:
    assert sorted(path.name for path in standing.project.iterdir()) == sorted(
        ["Pulumi.yaml", "artefacts.lock", "enclave.yaml", "stacks"]
    )
    assert list(standing.project.rglob("__pycache__")) == []


def test_a_broken_declaration_stops_before_the_engine_with_every_problem(
    rehearsal: Rehearsal,
) -> None:
    declaration = rehearsal.project / "enclave.yaml"
    text = declaration.read_text().replace("10.40.0.0/20", "10.40.0.0/30")
    declaration.write_text(text.replace("eu-central-1,", "us-east-1,", 1))
    done = rehearsal.run("up")
    assert done.returncode == 1
    assert done.stderr.count("enclave.yaml:") > 2
    assert not rehearsal.workspace.folder.exists()


def test_down_leaves_no_process_and_no_folder(rehearsal: Rehearsal) -> None:
    rehearsal.run("up")
    running = rehearsal.processes()
    done = rehearsal.run("down")
    assert running
    assert done.returncode == 0
    assert "keys ended pending deletion" in done.stdout
    assert rehearsal.processes() == []
    assert not rehearsal.workspace.folder.exists()


def test_nothing_up_is_nothing_to_take_down(rehearsal: Rehearsal) -> None:
    done = rehearsal.run("down")
    assert (done.returncode, done.stdout) == (0, "nothing to take down\n")


def test_variables_of_nothing_are_refused(rehearsal: Rehearsal) -> None:
    done = rehearsal.run("env")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(" holds nothing that is up. Fix: enclave rehearse up.\n")


def test_a_dry_run_starts_and_writes_nothing(rehearsal: Rehearsal) -> None:
    done = rehearsal.run("up", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("Dry run: nothing was started or written.\n")
    assert not rehearsal.workspace.folder.exists()
    assert rehearsal.processes() == []
