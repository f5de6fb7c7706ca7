"""Calls to one account: its region, its own hosts, and the right account or none."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import botocore.config
import botocore.session
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

from enclave.account.refusals import Refused, refused, unusable_credentials
from enclave.derive.aws_names import AwsNames
from enclave.facts.fips_endpoints import fips_endpoint
from enclave.problems import Problem

# Retries as botocore counts them (AWS_MAX_ATTEMPTS says how many): throttling is waited out.
CONFIG = botocore.config.Config(
    retries={"mode": "standard"}, connect_timeout=10, read_timeout=60, max_pool_connections=16
)
LOCAL = "localhost"


class Account:
    """One account in one region; `caller` is the ARN by which AWS knows the credentials.

    `answered_by` is the loopback URL that plays AWS in a rehearsal, None for AWS itself. No request
    leaves for a host that is neither AWS's own nor this machine. Safe for threads.
    """

    def __init__(self, names: AwsNames, session: botocore.session.Session) -> None:
        self.names = names
        self._session = session
        self._session.register("before-send", self._refuse_other_hosts)
        self._clients: dict[str, Any] = {}
        self._lock = threading.Lock()
        url = str(self._client("sts").meta.endpoint_url)
        self.answered_by = url if _is_local(url) else None
        identity = self.call("sts", "GetCallerIdentity")
        self.caller = str(identity["Arn"])
        self._require_declared(str(identity["Account"]))

    def call(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401  each operation's own
        """Return the whole answer, all pages of it. Raises Refused."""
        client, name = self._client(service), xform_name(operation)
        if not client.can_paginate(name):
            return self.first(service, operation, **parameters)
        with _plainly(f"{service} {operation}"):
            pages = client.get_paginator(name).paginate(**parameters)
            whole: dict[str, Any] = pages.build_full_result()
            return whole

    def first(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401  as above
        """Return one answer, its first page where it has several. Raises Refused."""
        client = self._client(service)
        with _plainly(f"{service} {operation}"):
            answer: dict[str, Any] = getattr(client, xform_name(operation))(**parameters)
        answer.pop("ResponseMetadata", None)
        return answer

    def look(
        self,
        service: str,
        operation: str,
        *missing: str,
        **parameters: Any,  # noqa: ANN401  as above
    ) -> dict[str, Any] | None:
        """Return the answer, or None where AWS says that there is no such thing.

        `missing` are its codes for that. Raises Refused for everything else.
        """
        try:
            return self.call(service, operation, **parameters)
        except Refused as problem:
            if problem.code in missing:
                return None
            raise

    def _client(self, service: str) -> Any:  # noqa: ANN401  botocore has no types
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self._create(service)
            return self._clients[service]

    def _create(self, service: str) -> Any:  # noqa: ANN401  as above
        region = self.names.region
        try:
            client = self._session.create_client(service, region_name=region, config=CONFIG)
            fips = fips_endpoint(service, region)
            if fips is None or _is_local(client.meta.endpoint_url):
                return client
            return self._session.create_client(
                service, region_name=region, config=CONFIG, endpoint_url=f"https://{fips}"
            )
        except (BotoCoreError, ValueError) as error:
            raise Refused(
                where=f"client for {service}",
                problem=f"cannot be made: {' '.join(str(error).split()).removesuffix('.')}",
                fix="correct what is configured for AWS here",
            ) from error

    def _refuse_other_hosts(self, **event: Any) -> None:  # noqa: ANN401  as botocore calls it
        url = str(event["request"].url)
        parts = urlsplit(url)
        host = parts.hostname or ""
        suffixes = (f".{self.names.suffix}", f".{self.names.dual_stack_suffix}")
        if _is_local(url) or (parts.scheme == "https" and host.endswith(suffixes)):
            return
        raise Problem(
            where=host or url,
            problem=f"is no host of AWS in partition {self.names.partition}, nor this machine",
            fix="unset AWS_ENDPOINT_URL and endpoint_url in what is configured for AWS",
        )

    def _require_declared(self, account: str) -> None:
        partition = self.caller.split(":")[1]
        if (account, partition) == (self.names.account, self.names.partition):
            return
        raise Problem(
            where="AWS credentials",
            problem=f"are {self.caller}, and account {self.names.account} of"
            f" {self.names.partition} is declared",
            fix=f"use credentials of account {self.names.account}, or correct enclave.yaml",
        )


@contextmanager
def _plainly(where: str) -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise refused(where, error) from error


def open_account(names: AwsNames) -> Account:
    """Return the declared account, with the credentials that this shell has.

    Raises Problem: none found, expired, or those of another account.
    """
    session = botocore.session.Session()
    try:
        found = session.get_credentials()
    except BotoCoreError as error:
        raise unusable_credentials(error) from error
    if found is None:
        raise Refused(
            where="AWS credentials",
            problem="are not there: no variable, profile or role of this machine gives any",
            fix=f"name a profile of account {names.account} in AWS_PROFILE, or sign in",
        )
    return Account(names, session)


def same_document(left: object, right: Mapping[str, Any]) -> bool:
    """Whether a policy as AWS gives it, text or not, says the same as a derived one."""
    try:
        told = json.loads(left) if isinstance(left, str) else left
    except ValueError:
        return False
    return told == right


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == LOCAL
