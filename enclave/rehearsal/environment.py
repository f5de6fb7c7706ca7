"""Variables that make `pulumi`, `aws` and boto3 speak to the rehearsal and to nothing else."""

import os
import re
import shlex
import sys
from collections.abc import Mapping, Sequence

from enclave.rehearsal.inherited import SAVED, is_misleading
from enclave.rehearsal.note import Note
from enclave.rehearsal.own_command import scripts
from enclave.rehearsal.workspace import Workspace

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")  # what a POSIX shell takes for a variable
SECRET_FOR_MOTO = "rehearsal"  # noqa: S105  moto takes any


def variables(workspace: Workspace, note: Note, *, stack: str) -> dict[str, str]:
    """Everything but PATH; PULUMI_OPTION_* are flags, so that no command needs any."""
    return {
        "PULUMI_OPTION_CWD": str(workspace.folder),
        "PULUMI_STACK": stack,
        "PULUMI_BACKEND_URL": workspace.backend,
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
        "ENCLAVE_REHEARSAL_FOLDER": str(workspace.folder),  # for bootstrap's journal
    }


def shell(values: Mapping[str, str], note: Note, *, inherited: Mapping[str, str]) -> str:
    """Return lines for a POSIX shell to evaluate.

    What they replace is kept by the shell itself, neither printed nor exported: it may be a
    credential, and moto and the plugins inherit what is exported.
    """
    theirs = [name for name in _names(inherited) if is_misleading(name)]
    tools, ours = (shlex.quote(str(folder)) for folder in (note.pulumi.parent, scripts()))
    return "\n".join(
        (
            f"# AWS is moto at {note.server.url}; stand-ins: {', '.join(note.stand_ins) or 'none'}",
            *_kept(("PATH", *theirs), inherited),
            *(f"unset {name}" for name in theirs if name not in values),
            *(f"export {name}={shlex.quote(value)}" for name, value in values.items()),
            # In a shell that a kept one started, what was kept is not there.
            # `enclave` comes last: beside it lies a python that shall replace nobody's.
            f'export PATH={tools}:"${{{SAVED}_PATH-$PATH}}":{ours}',
        )
    )


def _kept(names: Sequence[str], inherited: Mapping[str, str]) -> list[str]:
    if SAVED in inherited:  # evaluated before: what stands there now is ours
        return []
    return [
        *(f'{SAVED}_{name}="${name}"' for name in names),
        f"export {SAVED}={shlex.quote(' '.join(names))}",
    ]


def undo(inherited: Mapping[str, str]) -> str:
    """Return lines that give a shell back what it had before `shell`; none if it never did.

    A shell that such a shell started loses ours and gets nothing back: it was told no value.
    """
    if SAVED not in inherited:
        return ""
    saved = sorted(name for name in inherited[SAVED].split() if NAME.fullmatch(name))
    ours = [name for name in _names(inherited) if _is_ours(name)]
    return "\n".join(
        (
            *(f"unset {name}" for name in ours),
            *(
                f'[ -z "${{{SAVED}_{name}+kept}}" ] || export {name}="${SAVED}_{name}";'
                f" unset {SAVED}_{name}"
                for name in saved
            ),
            f"unset {SAVED}",
        )
    )


def _names(inherited: Mapping[str, str]) -> list[str]:
    # Others exist (`env 'A-B=c'`), and no shell can name them; some would even run.
    return sorted(name for name in inherited if NAME.fullmatch(name))


def _is_ours(name: str) -> bool:
    return name.startswith(("AWS_", "PULUMI_", "ENCLAVE_REHEARSAL_"))


def with_path(
    values: Mapping[str, str], note: Note, *, inherited: Mapping[str, str]
) -> dict[str, str]:
    """Return the variables and a PATH that finds the engine first, and `enclave` last."""
    parts = (str(note.pulumi.parent), inherited.get("PATH", os.defpath), str(scripts()))
    return {**values, "PATH": os.pathsep.join(parts)}
