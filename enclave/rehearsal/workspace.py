"""The folder in the user's cache where one project is rehearsed."""

import hashlib
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from enclave.problems import Problem
from enclave.rehearsal.files import write_private
from enclave.rehearsal.project import Project
from enclave.tools import cache_dir

PRIVATE = 0o700
DIGEST_LENGTH = 8  # tells apart the projects of one user


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Paths of one rehearsal; everything it writes lies under `folder`."""

    folder: Path

    @property
    def bin(self) -> Path:
        """Plugins that the engine starts."""
        return self.folder / "bin"

    @property
    def config(self) -> Path:
        """Stack configuration."""
        return self.folder / "config"

    @property
    def state(self) -> Path:
        """The file backend."""
        return self.folder / "state"

    @property
    def backend(self) -> str:
        """URL of the file backend, without its side files.

        They are not written at once: a kill leaves an empty one, and Pulumi then reads no state.
        """
        return f"file://{self.state}?metadata=skip"

    @property
    def home(self) -> Path:
        """PULUMI_HOME."""
        return self.folder / "home"

    @property
    def record(self) -> Path:
        """Calls that moto could not answer."""
        return self.folder / "record"

    @property
    def logs(self) -> Path:
        """What the engine said, one file a stack."""
        return self.folder / "logs"

    @property
    def moto(self) -> Path:
        """The moto server's own folder."""
        return self.folder / "moto"

    @property
    def passphrase(self) -> Path:
        """Key of the state's secrets."""
        return self.folder / "passphrase"

    @property
    def note(self) -> Path:
        """What stands, for the commands that come later."""
        return self.folder / "rehearsal.json"

    @property
    def lock(self) -> Path:
        """Held by the one command that changes this rehearsal."""
        return self.folder / "lock"

    def state_file(self, project: str, stack: str) -> Path:
        """State of one stack, as the file backend lays it out."""
        return self.state / ".pulumi" / "stacks" / project / f"{stack}.json"

    def state_files(self) -> list[Path]:
        """State of every stack that was ever stood up."""
        return sorted(self.state.glob(".pulumi/stacks/*/*.json"))

    def create(self) -> None:
        """Make the folders, private to this user."""
        parts = (self.bin, self.config, self.state, self.home, self.record, self.logs, self.moto)
        for folder in (self.folder, *parts):
            folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)

    def provide_passphrase(self) -> None:
        """Make a random passphrase, unless the state was already sealed with one."""
        if self.passphrase.exists():
            return
        if self.state_files():
            raise Problem(
                where=str(self.passphrase),
                problem="is gone, and the rehearsal's state was sealed with it",
                fix="enclave rehearse down, then up",
            )
        write_private(self.passphrase, secrets.token_urlsafe(32))

    def remove_if_empty(self) -> None:
        """Remove the folder if nothing but the lock is in it: the lock's holder calls this."""
        if self.folder.exists() and set(self.folder.iterdir()) <= {self.lock}:
            self.lock.unlink(missing_ok=True)
            with suppress(OSError):  # the next command is already there, with a lock of its own
                self.folder.rmdir()

    def clear(self) -> None:
        """Remove all but the lock."""
        for entry in self.folder.iterdir():
            if entry == self.lock:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def size(self) -> int:
        """Bytes on disk, symlinks not followed."""
        return sum(path.lstat().st_size for path in self.folder.rglob("*"))


def workspace_of(project: Project) -> Workspace:
    """Return the workspace of a project; two checkouts have two."""
    digest = hashlib.sha256(str(project.folder).encode()).hexdigest()[:DIGEST_LENGTH]
    return Workspace(folder=cache_dir() / "rehearsals" / f"{project.name}-{digest}")
