"""Calls to moto: one client a service and region, no configuration but ours, no proxy.

What is throttled is tried again, as the official provider does; nothing else is.
"""

import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from botocore.parsers import ResponseParserError

from enclave.problems import Problem
from enclave.rehearsal.aws.refusals import THROTTLED, NotAnswered, code_of, refused
from enclave.rehearsal.aws.session import CONFIG, closed_session
from enclave.rehearsal.aws.settings import WHERE, Settings

ATTEMPTS = 25  # as often as the official provider tries a call that is throttled
PAUSE = timedelta(milliseconds=20)  # once more before each attempt; AWS would be given seconds


class Api:
    """The services of one provider, in the account it belongs to. Safe for threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._session = closed_session()
        self._credentials: tuple[str, str, str | None] = (settings.access_key, "rehearsal", None)
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()
        self.partition: str = self._session.get_partition_for_region(settings.region)
        self.dns_suffix = self._dns_suffix()
        if settings.role is not None:
            self._assume(settings.role)
        self.identity = self._identify()
        self.account: str = self.identity["Account"]
        self._refuse_other_accounts()

    def call(
        self, service: str, operation: str, parameters: Mapping[str, Any], *, region: str
    ) -> dict[str, Any]:
        """Return the whole answer, all pages of it; Refused or NotAnswered otherwise."""
        client, name = self._client(service, region), xform_name(operation)
        where = f"{service} {operation}"
        try:
            return _answer(client, name, parameters)
        except ClientError as error:
            raise refused(where, error) from error
        except ParamValidationError as error:
            lines = str(error).splitlines()[1:]
            raise Problem(
                where=where, problem="; ".join(lines), fix="correct the program's input"
            ) from error
        except ResponseParserError as error:
            raise NotAnswered(
                where=where,
                problem="moto broke over the call",
                fix="read moto.log in the rehearsal's folder",
            ) from error
        except BotoCoreError as error:
            raise NotAnswered(
                where=where, problem=f"got no answer: {error}", fix="start the rehearsal's moto"
            ) from error

    def shape(self, service: str, operation: str) -> Any:  # noqa: ANN401  botocore has no types
        """Return what the operation takes, for botocore's own validation."""
        return self._session.get_service_model(service).operation_model(operation).input_shape

    def _dns_suffix(self) -> str:
        partitions = self._session.get_component("data_loader").load_data("partitions")
        names = {p["id"]: str(p["outputs"]["dnsSuffix"]) for p in partitions["partitions"]}
        return names[self.partition]

    def _assume(self, role: str) -> None:
        asked = {"RoleArn": role, "RoleSessionName": "rehearsal"}
        answer = self.call("sts", "AssumeRole", asked, region=self.settings.region)
        given = answer["Credentials"]
        self._clients.clear()
        self._credentials = (
            given["AccessKeyId"],
            given["SecretAccessKey"],
            given["SessionToken"],
        )

    def _identify(self) -> dict[str, Any]:
        # Without an endpoint for sts the account is the one that the access key names.
        if "sts" not in self.settings.endpoints and self.settings.access_key.isdecimal():
            account = self.settings.access_key
            arn = f"arn:{self.partition}:sts::{account}:user/moto"
            return {"Account": account, "Arn": arn, "UserId": "rehearsal"}
        return self.call("sts", "GetCallerIdentity", {}, region=self.settings.region)

    def _refuse_other_accounts(self) -> None:
        allowed, forbidden = self.settings.allowed_accounts, self.settings.forbidden_accounts
        if (allowed and self.account not in allowed) or self.account in forbidden:
            raise Problem(
                where=WHERE,
                problem=f"account {self.account} is not allowed by the provider",
                fix="allow it in allowedAccountIds or use credentials of an allowed account",
            )

    def _client(self, service: str, region: str) -> Any:  # noqa: ANN401  botocore has no types
        with self._lock:
            if (service, region) not in self._clients:
                self._clients[service, region] = self._new_client(service, region)
            return self._clients[service, region]

    def _new_client(self, service: str, region: str) -> Any:  # noqa: ANN401  botocore has no types
        address = self.settings.endpoints.get(service)
        if address is None:
            raise Problem(
                where=WHERE,
                problem=f"has no endpoint for {service}; the stand-in never talks to AWS",
                fix=f"set endpoints.{service} to the address of the rehearsal's moto",
            )
        key, secret, token = self._credentials
        return self._session.create_client(
            service,
            region_name=region,
            endpoint_url=address,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            aws_session_token=token,
            config=CONFIG,
        )


def _answer(
    client: Any,  # noqa: ANN401  botocore has no types
    name: str,
    parameters: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the whole answer; a call that is throttled did nothing and is made again."""
    for attempt in range(1, ATTEMPTS):
        try:
            return _once(client, name, parameters)
        except ClientError as error:
            if code_of(error) not in THROTTLED:
                raise
        time.sleep(attempt * PAUSE.total_seconds())
    return _once(client, name, parameters)


def _once(
    client: Any,  # noqa: ANN401  botocore has no types
    name: str,
    parameters: Mapping[str, Any],
) -> dict[str, Any]:
    if client.can_paginate(name):
        pages: dict[str, Any] = (
            client.get_paginator(name).paginate(**parameters).build_full_result()
        )
        return pages
    answer: dict[str, Any] = getattr(client, name)(**parameters)
    answer.pop("ResponseMetadata", None)
    return answer
