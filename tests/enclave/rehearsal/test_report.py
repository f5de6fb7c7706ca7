from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enclave.problems import ExitCode
from enclave.rehearsal.aws.recorded import Recorded
from enclave.rehearsal.demonstrate import Demonstration, Row
from enclave.rehearsal.note import Note
from enclave.rehearsal.outcome import Outcome
from enclave.rehearsal.report import FAILURES_SHOWN, Result, plain, text
from enclave.rehearsal.sites import CloudSite
from enclave.tools import Origin, Tool
from tests.enclave.rehearsal.factories import example

STACK = "frankfurt-cloud"
LINE = 100
Make = Callable[..., Result]
PULUMI = Tool(
    name="pulumi", version="3.259.0", path=Path("/t/pulumi"), origin=Origin.CACHE, seconds=0.1
)
KEPT = Recorded(urn=f"urn:pulumi:{STACK}::enclave::aws:x/y:Z::name", type="aws:x/y:Z", name="name")
SHOWN = Demonstration(
    rows=(Row(label="shown", items=("21/21",)), Row(label="not shown", items=("GPU",))), failures=()
)
FAILED = Demonstration(rows=SHOWN.rows, failures=("a -> b is closed",))


@pytest.fixture(autouse=True)
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enclave.rehearsal.report.as_typed", lambda: "enclave")


@pytest.fixture
def make(note: Note) -> Make:
    def make_result(**overrides: object) -> Result:
        usual: dict[str, Any] = {
            "declaration": example(),
            "sites": [CloudSite(name="frankfurt", account="1", region="eu-central-1")],
            "tools": [PULUMI],
            "note": note,
            "outcomes": [Outcome(stack=STACK, counts={"create": 163}, seconds=19)],
            "recorded": [KEPT],
            "demonstration": SHOWN,
            "again": False,
            "seconds": 51.0,
        }
        return Result(**(usual | overrides))

    return make_result


def test_the_proof_reads_as_designed(make: Make) -> None:
    assert text(make()).splitlines() == [
        "Loom: frankfurt, rehearsed on this machine, no cloud account",
        "tools      pulumi 3.259.0, cached",
        "declared   2 sites, 6 functions, 6 flows, no more",
        "stand-ins  AWS provider; not the official ones",
        "",
        "layer  all  new  time  answered by",
        "cloud  163  163  19 s  moto; 1 recorded only",
        "",
        "shown      21/21",
        "not shown  GPU",
        "",
        "Up in 51 s.",
        "next       enclave flows",
        '           eval "$(enclave rehearse env)"; pulumi preview',
        "           enclave rehearse down",
    ]


def test_rows_of_one_label_are_named_once_and_none_is_wide(make: Make) -> None:
    several = tuple(f"{n}/{n} things" for n in range(30))
    rows = (SHOWN.rows[0], Row(label="shown", items=several), SHOWN.rows[1])
    said = text(make(demonstration=Demonstration(rows=rows, failures=())))
    assert said.count("shown  ") == len(["shown", "not shown"])
    assert "\nshown      21/21\n           0/0 things, " in said
    assert max(len(line) for line in said.splitlines()) <= LINE
    assert plain(make())["demonstration"]["rows"][0] == {"label": "shown", "items": ["21/21"]}


def test_nothing_changed_is_said_only_of_a_run_that_saw_it(make: Make) -> None:
    again = make(again=True, outcomes=[Outcome(stack=STACK, counts={"same": 163}, seconds=4)])
    assert "\nAgain in 51 s: 0 changed.\n" in text(again)
    changed = make(again=True, outcomes=[Outcome(stack=STACK, counts={"update": 2}, seconds=4)])
    assert "\nAgain in 51 s: 2 changed.\n" in text(changed)


def test_several_sites_have_a_row_each(make: Make) -> None:
    two = [Outcome(stack=s, counts={"same": 1}, seconds=1) for s in (STACK, "paris-cloud")]
    said = text(make(outcomes=two))
    assert "\nfrankfurt-cloud    1    0   1 s  moto; 1 recorded only\n" in said
    assert "\nparis-cloud        1    0   1 s  moto\n" in said


def test_the_organization_has_a_row_above_the_only_site(make: Make) -> None:
    above = Outcome(stack="organization", counts={"create": 15}, seconds=3)
    said = text(make(outcomes=[above, *make().outcomes]))
    assert "\norganization   15   15   3 s  moto\n" in said
    assert "\ncloud         163  163  19 s  moto; 1 recorded only\n" in said


def test_a_failure_is_printed_and_makes_it_exit_1(make: Make) -> None:
    failed = make(demonstration=FAILED)
    assert "\nfailed     a -> b is closed\n" in text(failed)
    assert failed.exit_code is ExitCode.FINDINGS
    assert make().exit_code is ExitCode.CLEAN


def test_after_a_failure_what_heals_it_is_said_and_nothing_else(make: Make) -> None:
    failed = make(demonstration=FAILED)
    assert text(failed).splitlines()[-1] == (
        "fix        enclave rehearse down, then up;"
        " pulumi up --refresh restores what is missing or changed"
    )
    assert "next" not in text(failed)


def test_a_command_that_is_not_on_the_path_is_printed_as_it_can_be_typed(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enclave.rehearsal.report.as_typed", lambda: ".venv/bin/enclave")
    assert text(make()).splitlines()[-3:] == [
        "next       .venv/bin/enclave flows",
        '           eval "$(.venv/bin/enclave rehearse env)"; pulumi preview',
        "           .venv/bin/enclave rehearse down",
    ]


def test_a_failed_run_ends_with_its_verdict(make: Make) -> None:
    assert "\nFailed in 51 s: 1 thing is not as declared.\n" in text(
        make(demonstration=FAILED, again=True)
    )
    two = Demonstration(rows=SHOWN.rows, failures=("a -> b is closed", "c is not derived"))
    assert "\nFailed in 51 s: 2 things are not as declared.\n" in text(make(demonstration=two))


def test_a_long_failure_is_wrapped(make: Make) -> None:
    ports = ", ".join(f"tcp/{port}" for port in range(8000, 8040))
    wide = Demonstration(rows=SHOWN.rows, failures=(f"a-b -> c-d {ports} is open",))
    said = text(make(demonstration=wide)).splitlines()
    first = next(index for index, line in enumerate(said) if line.startswith("failed     a-b"))
    assert said[first + 1].startswith("           tcp/")
    assert max(map(len, said)) <= LINE


def test_many_failures_are_cut_short_for_people_and_whole_for_machines(
    make: Make,
) -> None:
    many = tuple(f"{n} is closed" for n in range(FAILURES_SHOWN + 3))
    failed = make(demonstration=Demonstration(rows=SHOWN.rows, failures=many))
    assert "and 3 more: enclave rehearse up --json" in text(failed)
    assert plain(failed)["demonstration"]["failures"] == list(many)


@pytest.mark.parametrize(
    ("origin", "said"),
    [(Origin.PATH, "from PATH"), (Origin.CACHE, "cached"), (Origin.BUILT, "built in 3 m 34 s")],
)
def test_where_a_tool_came_from_is_said(make: Make, origin: Origin, said: str) -> None:
    tool = Tool(
        name="pulumi", version="3.259.0", path=Path("/t/pulumi"), origin=origin, seconds=214
    )
    assert f"tools      pulumi 3.259.0, {said}\n" in text(make(tools=[tool]))
