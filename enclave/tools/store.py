"""The cache of built tools: whole and verified, or not there."""

import fcntl
import hashlib
import os
import shutil
import sysconfig
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from enclave.tools.cache import cache_dir
from enclave.tools.family import family_folder
from enclave.tools.table import Recipe

SUMS = "SHA256SUMS"  # the format of sha256sum, so that `sha256sum -c` reads it too
_UNFINISHED = ".unfinished-"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The one folder where a tool built from this recipe and these pins belongs."""

    recipe: Recipe
    folder: Path

    @classmethod
    def of(cls, recipe: Recipe) -> Self:
        """The slot of `recipe`: its name changes with go.mod, go.sum, flags and platform."""
        name = f"{recipe.pin}-{_digest(recipe)}"
        return cls(recipe=recipe, folder=cache_dir() / "tools" / recipe.name / name)

    @property
    def program(self) -> Path:
        """Where the program is, once it is installed."""
        return self.folder / self.recipe.name

    def exists(self) -> bool:
        """Whether something was installed here; `damage` says whether it is still whole."""
        return self.folder.is_dir()

    def damage(self) -> str | None:
        """What is wrong with the installed files, None if each matches its SHA-256."""
        try:
            listed = (self.folder / SUMS).read_text(encoding="ascii")
            names = (self.recipe.name, *(file.name for file in self.recipe.beside))
            wrong = [name for name in names if _sum(self.folder / name) not in listed.split("\n")]
        except (OSError, UnicodeDecodeError):
            return "is not complete"
        if wrong:
            return f"is damaged: {', '.join(wrong)} does not match its SHA-256"
        return None

    @contextmanager
    def locked(self, wait: Callable[[Callable[[], bool]], None]) -> Generator[int]:
        """Hold the tool's build lock; where another holds it, `wait` tries until it has it.

        Yields the lock's descriptor: a child that inherits it keeps the lock while it lives.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder.parent / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            attempt = partial(_try_lock, descriptor)
            if not attempt():
                wait(attempt)
            yield descriptor
        finally:
            os.close(descriptor)

    @contextmanager
    def filling(self) -> Generator[Path]:
        """An empty folder that becomes the slot if the block ends well, and vanishes otherwise.

        Call it with the lock held: what killed builds of this tool left behind is removed first.
        """
        for stale in self.folder.parent.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(stale)
        draft = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.folder.parent))
        try:
            yield draft
            self._install(draft)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _install(self, draft: Path) -> None:
        files = sorted(draft.iterdir())
        sums = draft / SUMS
        sums.write_text("".join(f"{_sum(file)}\n" for file in files), encoding="ascii")
        for path in (*files, sums, draft):
            _flush(path)
        draft.chmod(0o755)
        if self.folder.exists():  # damaged: a folder cannot be renamed over
            self.folder.rename(self.folder.parent / f"{_UNFINISHED}damaged")
        draft.rename(self.folder)
        _flush(self.folder.parent)
        shutil.rmtree(self.folder.parent / f"{_UNFINISHED}damaged", ignore_errors=True)


def _digest(recipe: Recipe) -> str:
    folder = family_folder(recipe.family)
    parts = (
        (folder / "go.mod").read_bytes(),
        (folder / "go.sum").read_bytes(),
        "\0".join((recipe.package, *recipe.flags, *map(str, recipe.beside))).encode(),
        sysconfig.get_platform().encode(),
    )
    whole = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(whole).hexdigest()[:16]


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return f"{hashlib.file_digest(content, 'sha256').hexdigest()}  {file.name}"


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
