"""A machine whose `go` and `pulumi` are small shell scripts, and whose cache is empty."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

EXEC = "pulumi-language-python-exec"
_GO = """#!/bin/sh
echo "$*" >> {machine}/go.log
case "$1" in
env) echo {version} ;;
list) echo {machine}/module ;;
build)
  {meanwhile}
  /bin/cat {machine}/go.output
  [ {code} = 0 ] || exit {code}
  while [ "$1" != -o ]; do shift; done
  printf '#!/bin/sh\\necho {stamp}\\n' > "$2"
  /bin/chmod +x "$2" ;;
esac
"""


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What is on PATH, and what was asked of it."""

    root: Path

    @property
    def bin(self) -> Path:
        """The only folder on PATH."""
        return self.root / "bin"

    @property
    def tools(self) -> Path:
        """Where the cache keeps pulumi."""
        return self.root / "cache" / "sovereign-enclave" / "tools" / "pulumi"

    def put(self, name: str, script: str) -> Path:
        """Put a shell script on PATH."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def put_pulumi(self, version: str) -> Path:
        """Put a whole pulumi on PATH that names this version."""
        self.put(EXEC, "exit 0")
        return self.put("pulumi", f"echo {version}")

    def put_go(
        self,
        version: str = "go1.26.8",
        *,
        output: Sequence[str] = (),
        code: int = 0,
        stamp: str = "v3.259.0",
        meanwhile: str = ":",
    ) -> None:
        """Put a Go on PATH whose `build` says `output` and exits with `code`."""
        (self.root / "go.output").write_text("".join(f"{line}\n" for line in output))
        module = self.root / "module" / "python" / "cmd" / EXEC
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text("#!/bin/sh\n", encoding="utf-8")
        script = _GO.format(
            machine=self.root, version=version, code=code, stamp=stamp, meanwhile=meanwhile
        )
        self.put("go", script)

    def builds(self) -> list[str]:
        """The builds that Go was asked for."""
        log = self.root / "go.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in lines if line.startswith("build ")]

    def leftovers(self) -> list[str]:
        """Unfinished folders in the cache."""
        return [path.name for path in self.tools.glob(".unfinished-*")]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with nothing on PATH."""
    result = Machine(root=tmp_path)
    result.bin.mkdir()
    monkeypatch.setenv("PATH", str(result.bin))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return result


@pytest.fixture
def gate(machine: Machine) -> "Gate":
    """Holds a fake build until the test lets it go on."""
    for name in ("begun", "go-on"):
        os.mkfifo(machine.root / name)
    return Gate(folder=machine.root)


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Two named pipes: a build says that it has begun, then waits until it may go on."""

    folder: Path

    @property
    def script(self) -> str:
        """What the fake build does meanwhile."""
        return f"echo begun > {self.folder}/begun; read -r line < {self.folder}/go-on"

    def wait(self) -> None:
        """Return when the build has begun."""
        (self.folder / "begun").read_text(encoding="utf-8")

    def open(self) -> None:
        """Let the build go on."""
        (self.folder / "go-on").write_text("on\n", encoding="utf-8")
