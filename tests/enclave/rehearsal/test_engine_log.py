from pathlib import Path

from enclave.rehearsal.engine_log import EngineLog


def test_lines_are_kept_as_they_come(tmp_path: Path) -> None:
    with EngineLog(tmp_path / "log") as log:
        log.keep("one ü")
        assert (tmp_path / "log").read_text() == "one ü\n"


def test_a_full_disk_does_not_stop_the_reader() -> None:
    with EngineLog(Path("/dev/full")) as log:
        log.keep("one")
        log.keep("two")
