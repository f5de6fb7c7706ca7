"""An `up` killed anywhere, and run again: nothing twice, nothing left running."""

import json
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from enclave.rehearsal.state import interrupted
from tests.enclave.rehearsal.factories import Rehearsal

pytestmark = pytest.mark.integration

STACK = "frankfurt-cloud"
MOTO_STARTS = "moto ..."
ENGINE_BEGINS = f"{STACK} ..."
ENGINE_ENDED = f"{STACK}: "
SLOW = pytest.mark.slow


@contextmanager
def said(rehearsal: Rehearsal) -> Iterator[Iterator[str]]:
    """Lines of the engine's log as they are written."""
    log = rehearsal.workspace.logs / f"{STACK}.log"
    with subprocess.Popen(
        ["/usr/bin/tail", "-n", "+1", "-F", str(log)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as tail:
        assert tail.stdout is not None
        yield iter(tail.stdout)
        tail.kill()


def wait_for_line(process: subprocess.Popen[str], beginning: str) -> None:
    """Read progress until a line begins so."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(beginning):
            return
    pytest.fail(f"{beginning} was never said")


def wait_for_created(rehearsal: Rehearsal, process: subprocess.Popen[str], count: int) -> None:
    """Wait until the engine has created so many resources."""
    wait_for_line(process, ENGINE_BEGINS)
    with said(rehearsal) as lines:
        created = (line for line in lines if " created " in line)
        for _ in range(count):
            next(created)


def kill(process: subprocess.Popen[str], *, group: bool) -> None:
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def in_moto(rehearsal: Rehearsal) -> Counter[str]:
    """How many of each kind moto holds for the site, without the group that EKS makes itself."""
    ec2, kms, s3 = rehearsal.client("ec2"), rehearsal.client("kms"), rehearsal.client("s3")
    mine = [{"Name": "tag:enclave:site", "Values": ["frankfurt"]}]
    groups = ec2.describe_security_groups(Filters=mine)["SecurityGroups"]
    keys = [kms.describe_key(KeyId=k["KeyId"])["KeyMetadata"] for k in kms.list_keys()["Keys"]]
    return Counter(
        vpcs=len(ec2.describe_vpcs(Filters=mine)["Vpcs"]),
        subnets=len(ec2.describe_subnets(Filters=mine)["Subnets"]),
        groups=sum(not group["GroupName"].startswith("eks-cluster-sg-") for group in groups),
        endpoints=len(ec2.describe_vpc_endpoints(Filters=mine)["VpcEndpoints"]),
        rules=len(ec2.describe_security_group_rules(Filters=mine)["SecurityGroupRules"]),
        keys=sum(key["KeyState"] == "Enabled" for key in keys),
        buckets=len(s3.list_buckets()["Buckets"]),
    )


def in_state(rehearsal: Rehearsal) -> Counter[str]:
    """How many of each kind the engine knows."""
    kinds = {
        "aws:ec2/vpc:Vpc": "vpcs",
        "aws:ec2/subnet:Subnet": "subnets",
        "aws:ec2/securityGroup:SecurityGroup": "groups",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "groups",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "endpoints",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "rules",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "rules",
        "aws:kms/key:Key": "keys",
        "aws:s3/bucket:Bucket": "buckets",
    }
    text = rehearsal.workspace.state_file("enclave", STACK).read_text()
    resources = json.loads(text)["checkpoint"]["latest"]["resources"]
    return Counter(kinds[r["type"]] for r in resources if r["type"] in kinds)


def assert_converges(rehearsal: Rehearsal) -> None:
    done = rehearsal.run("up")
    assert done.returncode == 0, done.stderr
    assert in_moto(rehearsal) == in_state(rehearsal)
    assert interrupted(rehearsal.workspace.state_file("enclave", STACK)) == 0
    assert len(rehearsal.processes()) == 1  # moto, and one of it
    assert ": 0 changed.\n" in rehearsal.run("up").stdout


@SLOW
@pytest.mark.parametrize("moment", [MOTO_STARTS, ENGINE_BEGINS, ENGINE_ENDED])
def test_killed_between_the_steps_it_converges(rehearsal: Rehearsal, moment: str) -> None:
    process = rehearsal.start("up")
    wait_for_line(process, moment)
    kill(process, group=True)
    assert_converges(rehearsal)


@pytest.mark.parametrize("count", [pytest.param(1, marks=SLOW), 60, pytest.param(150, marks=SLOW)])
def test_killed_amid_resources_it_converges(rehearsal: Rehearsal, count: int) -> None:
    process = rehearsal.start("up")
    wait_for_created(rehearsal, process, count)
    kill(process, group=True)
    assert_converges(rehearsal)


@SLOW
def test_killed_alone_its_engine_is_ended_by_the_next(rehearsal: Rehearsal) -> None:
    process = rehearsal.start("up")
    wait_for_created(rehearsal, process, 20)
    kill(process, group=False)
    assert_converges(rehearsal)


@SLOW
def test_killed_again_and_again_it_converges(rehearsal: Rehearsal) -> None:
    for count in (10, 30, 50):
        process = rehearsal.start("up")
        wait_for_created(rehearsal, process, count)
        kill(process, group=True)
    assert_converges(rehearsal)


@SLOW
def test_interrupted_it_ends_the_engine_and_says_how_to_go_on(rehearsal: Rehearsal) -> None:
    process = rehearsal.start("up")
    wait_for_created(rehearsal, process, 20)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert told.splitlines()[-1] == (
        "interrupted. Fix: enclave rehearse up goes on from here, enclave rehearse down takes"
        " down what stands."
    )
    assert len(rehearsal.processes()) == 1  # moto, which remembers
    assert_converges(rehearsal)
