"""`enclave bootstrap` as typed: it looks first, says so, and changes only with --yes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enclave import cli
from tests.enclave.bootstrap.conftest import BUCKET, SECRETS, STATE
from tests.enclave.conftest import ACCOUNT, Amazon

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("amazon")]
Stands = Callable[[], dict[str, Any]]
Printed = pytest.CaptureFixture[str]


def bootstrap(project: Path, *arguments: str, site: str = "frankfurt") -> int:
    return cli.main(["bootstrap", site, "--file", str(project / "enclave.yaml"), *arguments])


def test_a_dry_run_shows_the_plan_and_changes_nothing(
    project: Path, capsys: Printed, stands: Stands
) -> None:
    before = stands()
    assert bootstrap(project, "--dry-run") == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert [line.split()[:3] for line in lines[:3]] == [
        ["make", "key", STATE],
        ["make", "key", SECRETS],
        ["make", "bucket", BUCKET],
    ]
    assert lines[-1].endswith(" to make, 0 to mend, 0 as they should be")
    assert err.splitlines()[-1] == "nothing was changed"
    assert stands() == before
    assert not (project / "bootstrap-frankfurt.journal").exists()


def test_without_yes_it_asks_for_it(project: Path, capsys: Printed, stands: Stands) -> None:
    before = stands()
    assert bootstrap(project) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "nothing was changed. Fix: read the above, then enclave bootstrap frankfurt --yes."
    )
    assert stands() == before


def test_it_says_in_which_account_and_that_this_is_not_aws(
    project: Path, capsys: Printed, amazon: Amazon
) -> None:
    bootstrap(project, "--dry-run")
    assert capsys.readouterr().err.splitlines()[0] == (
        f"frankfurt: account {ACCOUNT}, eu-central-1, as arn:aws:sts::{ACCOUNT}:user/moto;"
        f" answered by {amazon.url}, not by AWS"
    )


def test_with_yes_it_prints_the_lines_that_pulumi_needs_and_undo_takes_all_back(
    project: Path, capsys: Printed, stands: Stands
) -> None:
    before = stands()
    assert bootstrap(project, "--yes") == 0
    out, _ = capsys.readouterr()
    assert (
        f"deploy as      arn:aws:iam::{ACCOUNT}:role/loom-frankfurt-deployer\n"
        f'Pulumi.yaml    backend: {{url: "s3://{BUCKET}?region=eu-central-1"}}\n'
        "then           pulumi stack init frankfurt-cloud --secrets-provider"
        f" 'awskms://alias/{SECRETS}?region=eu-central-1&fips=true'\n"
    ) in out
    assert bootstrap(project, "--undo") == 2
    out, err = capsys.readouterr()
    assert f"take away  bucket  {BUCKET}\n" in out
    assert err.splitlines()[-1] == (
        "nothing was changed. Fix: read the above, then enclave bootstrap frankfurt --undo --yes."
    )
    assert bootstrap(project, "--undo", "--yes") == 0
    assert stands() == before


def test_a_second_run_says_that_nothing_changed_and_a_machine_reads_what_stands(
    project: Path, capsys: Printed, amazon: Amazon
) -> None:
    bootstrap(project, "--yes")
    assert trust(amazon) == f"arn:aws:iam::{ACCOUNT}:root"  # people there, with MFA
    capsys.readouterr()
    assert bootstrap(project, "--yes", "--json") == 0
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == "0 changed"
    told = json.loads(out)
    assert {item["standing"] for item in told["items"]} == {"stands"}
    assert (len(told["items"]), told["changed"]) == (15, 0)
    assert told["backend"] == f"s3://{BUCKET}?region=eu-central-1"


def test_undo_without_a_journal_takes_nothing_and_says_what_stays(
    project: Path, capsys: Printed, stands: Stands
) -> None:
    bootstrap(project, "--yes")
    (project / "bootstrap-frankfurt.journal").unlink()
    before = stands()
    capsys.readouterr()
    assert bootstrap(project, "--undo", "--yes") == 0
    out, err = capsys.readouterr()
    assert f"stays      bucket  {BUCKET}: not made from here\n" in out
    assert err.splitlines()[-1] == "0 taken away"
    assert stands() == before


def test_a_site_that_is_not_on_aws_is_refused(project: Path, capsys: Printed) -> None:
    assert bootstrap(project, "--dry-run", site="venlo") == 2
    assert capsys.readouterr().err == (
        f"{project}/enclave.yaml venlo is no AWS site. Fix: choose from frankfurt.\n"
    )


def trust(amazon: Amazon) -> list[str] | str:
    role = amazon.client("iam").get_role(RoleName="loom-frankfurt-deployer")["Role"]
    principals: list[str] | str = role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"][
        "AWS"
    ]
    return principals


def test_who_may_take_the_deployer_stays_until_others_are_named(
    project: Path, amazon: Amazon
) -> None:
    pipeline = f"arn:aws:iam::{ACCOUNT}:role/pipeline"
    assert bootstrap(project, "--yes", "--trust", pipeline) == 0
    assert trust(amazon) == [pipeline]
    assert bootstrap(project, "--yes") == 0
    assert trust(amazon) == [pipeline]
    assert bootstrap(project, "--yes", "--trust", f"{pipeline}-2") == 0
    assert trust(amazon) == [f"{pipeline}-2"]


def test_it_says_whom_the_deployer_trusts_and_whom_before(project: Path, capsys: Printed) -> None:
    own, foreign = f"arn:aws:iam::{ACCOUNT}:role/a", "arn:aws:iam::999900001111:role/b"
    bootstrap(project, "--dry-run", "--trust", own)
    assert capsys.readouterr().err.splitlines()[1:3] == [
        f"trusts   {own}",
        "before   no role by name",
    ]
    bootstrap(project, "--yes", "--trust", own)
    capsys.readouterr()
    bootstrap(project, "--dry-run", "--trust", foreign)
    assert capsys.readouterr().err.splitlines()[1:3] == [
        f"trusts   {foreign}, of another account",
        f"before   {own}",
    ]
    bootstrap(project, "--dry-run")
    assert capsys.readouterr().err.splitlines()[1:] == [f"trusts   {own}", "0 changed"]


def test_the_deployer_is_for_no_crowd(project: Path, capsys: Printed, stands: Stands) -> None:
    assert bootstrap(project, "--yes", "--trust", f"arn:aws:iam::{ACCOUNT}:root") == 2
    assert "which is no one role" in capsys.readouterr().err
    assert stands()["keys"] == 0
