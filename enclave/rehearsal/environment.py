"""Variables that make `pulumi`, `aws` and boto3 speak to the rehearsal and to nothing else."""

import os
import shlex
import sys
from collections.abc import Iterable, Mapping

from enclave.rehearsal.note import Note
from enclave.rehearsal.workspace import Workspace

SAVED = "ENCLAVE_BEFORE_"  # prefix under which a shell keeps what the user had
SECRET_FOR_MOTO = "rehearsal"  # noqa: S105  moto takes any


def variables(workspace: Workspace, note: Note, *, stack: str) -> dict[str, str]:
    """Everything but PATH; PULUMI_OPTION_* are flags, so that no command needs any."""
    return {
        "PULUMI_OPTION_CWD": str(workspace.folder),
        "PULUMI_STACK": stack,
        "PULUMI_BACKEND_URL": f"file://{workspace.state}",
        "PULUMI_HOME": str(workspace.home),
        "PULUMI_CONFIG_PASSPHRASE_FILE": str(workspace.passphrase),
        "PULUMI_CREDENTIAL_STORE": "plaintext",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_DISABLE_REGISTRY_RESOLVE": "true",
        "PULUMI_PYTHON_CMD": sys.executable,  # for the official language host, where it is used
        "AWS_ENDPOINT_URL": note.server.url,
        "AWS_ACCESS_KEY_ID": note.accounts[stack],  # twelve digits: moto answers for that account
        "AWS_SECRET_ACCESS_KEY": SECRET_FOR_MOTO,
        "AWS_CONFIG_FILE": os.devnull,  # no profile of the user's can lead to a real account
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "ENCLAVE_REHEARSAL_RECORD": str(workspace.record),
    }


def without_cloud(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the user's environment without what could send a rehearsal elsewhere."""
    return {key: value for key, value in inherited.items() if not _is_misleading(key)}


def _is_misleading(name: str) -> bool:
    return name.startswith(("AWS_", "PULUMI_", SAVED)) or name.upper().endswith("_PROXY")


def shell(values: Mapping[str, str], note: Note, *, inherited: Mapping[str, str]) -> str:
    """Return lines for a POSIX shell to evaluate.

    What they replace is kept by the shell itself, never printed: it may be a credential.
    """
    theirs = sorted(
        name for name in inherited if _is_misleading(name) and not name.startswith(SAVED)
    )
    tools = shlex.quote(str(note.pulumi.parent))
    return "\n".join(
        (
            f"# AWS is moto at {note.server.url}; stand-ins: {', '.join(note.stand_ins) or 'none'}",
            *_kept(("PATH", *theirs), inherited),
            *(f"unset {name}" for name in theirs if name not in values),
            *(f"export {name}={shlex.quote(value)}" for name, value in values.items()),
            f'export PATH={tools}:"${SAVED}PATH"',
        )
    )


def _kept(names: Iterable[str], inherited: Mapping[str, str]) -> list[str]:
    if f"{SAVED}PATH" in inherited:  # evaluated before: what stands there now is ours
        return []
    return [f'export {SAVED}{name}="${name}"' for name in names]


def undo(inherited: Mapping[str, str]) -> str:
    """Return lines that give a shell back what it had before `shell`; none if it never did."""
    if f"{SAVED}PATH" not in inherited:
        return ""
    saved = sorted(name.removeprefix(SAVED) for name in inherited if name.startswith(SAVED))
    ours = sorted(name for name in inherited if _is_ours(name) and name not in saved)
    return "\n".join(
        (
            *(f"unset {name}" for name in ours),
            *(f'export {name}="${SAVED}{name}"; unset {SAVED}{name}' for name in saved),
        )
    )


def _is_ours(name: str) -> bool:
    return name.startswith(("AWS_", "PULUMI_", "ENCLAVE_REHEARSAL_"))


def with_path(
    values: Mapping[str, str], note: Note, *, inherited: Mapping[str, str]
) -> dict[str, str]:
    """Return the variables and a PATH that finds the engine first."""
    parts = (str(note.pulumi.parent), inherited.get("PATH", os.defpath))
    return {**values, "PATH": os.pathsep.join(parts)}
