"""What `up` would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enclave import tools
from enclave.console import columns
from enclave.rehearsal.aws import server as moto
from enclave.rehearsal.workspace import Workspace

PULUMI = "pulumi"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The steps of an `up` that has not begun."""

    stacks: Sequence[str]
    pulumi: str
    moto: str
    folder: Path

    def text(self) -> str:
        """Return the plan for a person."""
        rows = (
            ("declared", "valid"),
            ("stacks", ", ".join(self.stacks)),
            ("pulumi", self.pulumi),
            ("moto", self.moto),
            ("folder", str(self.folder)),
        )
        return f"Dry run: nothing was started or written.\n{columns(rows)}"

    def plain(self) -> dict[str, Any]:
        """Return the plan for a machine."""
        return {
            "stacks": list(self.stacks),
            "pulumi": self.pulumi,
            "moto": self.moto,
            "folder": str(self.folder),
        }


def planned(workspace: Workspace, *, stacks: Sequence[str], port: int | None) -> Plan:
    """Look at what is there, and say what would be added."""
    tool = tools.locate(PULUMI)
    running = moto.running(workspace.moto)
    return Plan(
        stacks=stacks,
        pulumi=f"{tool.version} {tool.origin}" if tool else "would be built",
        moto=f"runs at {running.url}" if running else f"would start on {port or 'a free port'}",
        folder=workspace.folder,
    )
