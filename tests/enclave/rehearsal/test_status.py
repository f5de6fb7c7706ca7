from dataclasses import replace
from pathlib import Path

from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.aws.recorded import Recorded
from enclave.rehearsal.down import Removal
from enclave.rehearsal.note import Note
from enclave.rehearsal.outcome import Outcome
from enclave.rehearsal.standing import Standing
from enclave.rehearsal.status import plain, removal_plain, removal_text, text

FOLDER = Path("/cache/enclave-0a1b2c3d")
OUTCOME = Outcome(stack="frankfurt-cloud", counts={"delete": 62}, seconds=3)
REMOVAL = Removal(folder=FOLDER, size=1_500_000, outcomes=[OUTCOME])


def standing(note: Note, *, interrupted: int = 0, kept: tuple[Recorded, ...] = ()) -> Standing:
    return Standing(
        folder=FOLDER,
        note=note,
        resources={"frankfurt-cloud": 62},
        recorded=kept,
        interrupted=interrupted,
    )


def test_what_stands_names_who_answers_for_aws(note: Note) -> None:
    pid = note.server.pid
    assert text(standing(note)).splitlines() == [
        "frankfurt-cloud  62 resources",
        f"answered by      moto at http://127.0.0.1:5000 (pid {pid}), not AWS",
        "stand-ins        AWS provider",
        "folder           /cache/enclave-0a1b2c3d",
    ]


def test_work_left_half_done_is_told(note: Note) -> None:
    assert "half done        3 operations; enclave rehearse up ends them" in text(
        standing(note, interrupted=3)
    )


def test_what_moto_lacks_is_listed(note: Note) -> None:
    kept = tuple(Recorded(urn=f"urn:{n}", type="aws:x/y:Z", name="n") for n in range(2))
    lines = text(standing(note, kept=kept)).splitlines()
    at = lines.index("recorded         2, which moto lacks:")
    assert lines[at + 1] == "                 2 aws:x/y:Z"
    assert plain(standing(note, kept=kept))["recorded"][0] == {"urn": "urn:0", "type": "aws:x/y:Z"}


def test_what_went_is_listed(server: Server) -> None:
    lines = removal_text(replace(REMOVAL, server=server, keys_pending=14), dry=False).splitlines()
    assert lines == [
        "frankfurt-cloud  62 resources gone",
        f"moto             http://127.0.0.1:5000 (pid {server.pid}) gone",
        "folder           /cache/enclave-0a1b2c3d (1.5 MB) gone",
        (
            "14 keys ended pending deletion, as AWS would keep them; moto, which played AWS, forgot"
            " them when it ended."
        ),
    ]


def test_a_dry_run_says_what_would_go() -> None:
    assert removal_text(REMOVAL, dry=True).startswith("frankfurt-cloud  62 resources would go\n")


def test_why_nothing_was_destroyed_is_said() -> None:
    told = replace(REMOVAL, outcomes=(), not_destroyed="moto has ended")
    assert "Nothing was destroyed by the engine: moto has ended." in removal_text(told, dry=False)
    assert removal_plain(told)["not_destroyed"] == "moto has ended"
