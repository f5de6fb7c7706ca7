"""What a killed `up` or `down` left running, ended before the next one begins."""

from enclave.rehearsal import processes
from enclave.rehearsal.aws.server import Server
from enclave.rehearsal.workspace import Workspace

MARK = "ENCLAVE_REHEARSED_IN"  # given by `up` to its engine, and inherited by all that it starts


def end_leftovers(workspace: Workspace, *, server: Server | None) -> int:
    """End the engines of killed commands and every moto but `server`; count the processes.

    The caller holds the rehearsal's lock, so whatever carries our mark has lost its command. An
    engine started by hand carries no mark and is left alone.
    """
    engines = processes.with_variable(MARK, str(workspace.folder))
    kept = server.pid if server else None
    motos = [pid for pid in _motos(workspace) if pid != kept]
    return processes.end([*engines, *motos])


def _motos(workspace: Workspace) -> list[int]:
    module = "enclave.rehearsal.aws.serve"
    return processes.with_arguments(("-m", module, "--folder", str(workspace.moto.resolve())))
