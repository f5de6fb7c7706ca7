"""What moto remembers, asked of moto itself."""

import json
import urllib.request
from typing import Any

from enclave.rehearsal.aws.identity import Server

ANSWER_SECONDS = 30.0
PENDING = "PendingDeletion"


def keys_pending_deletion(server: Server) -> int:
    """Count the KMS keys, of every account and region, that only wait to be deleted."""
    keys: list[dict[str, Any]] = _remembered(server).get("kms", {}).get("Key", [])
    return sum(key.get("key_state") == PENDING for key in keys)


def _remembered(server: Server) -> dict[str, Any]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{server.url}/moto-api/data.json", timeout=ANSWER_SECONDS) as answer:
        content: dict[str, Any] = json.load(answer)
    return content
