"""The SDK, closed: no file of the user's, no proxy, no retry, and no host beyond the loopback."""

import os
from typing import Any
from urllib.parse import urlsplit

import botocore.config
import botocore.session

from enclave.problems import Problem
from enclave.rehearsal.aws.loopback import is_loopback

CONFIG = botocore.config.Config(
    retries={"max_attempts": 0},
    connect_timeout=5,
    read_timeout=60,
    max_pool_connections=32,
    proxies={},
    use_fips_endpoint=False,
    use_dualstack_endpoint=False,
    s3={"addressing_style": "path"},
)
# What the person has configured for the real AWS must not leak into the rehearsal.
_NO_FILES = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}


def closed_session() -> botocore.session.Session:
    """Return a session whose clients, made with `CONFIG`, send to the loopback or not at all."""
    session = botocore.session.Session(session_vars=_NO_FILES)
    session.register("before-send", _refuse_other_hosts)
    return session


def _refuse_other_hosts(**event: Any) -> None:  # noqa: ANN401  as botocore calls it
    # The SDK makes names of its own from an endpoint and, say, an ARN of an access point.
    address = event["request"].url
    if not is_loopback(address):
        raise Problem(
            where=str(urlsplit(address).hostname),
            problem="is not on this machine; the rehearsal never talks to AWS",
            fix="name resources by their names, not by ARNs",
        )
