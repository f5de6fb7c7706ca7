"""Calls to moto: one client a service and region, no retries, no other configuration, no proxy."""

import threading
from collections.abc import Mapping
from typing import Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from botocore.parsers import ResponseParserError

from enclave.problems import Problem
from enclave.rehearsal.aws.session import CONFIG, closed_session
from enclave.rehearsal.aws.settings import WHERE, Settings

_NOT_IMPLEMENTED = 501  # `serve.py` answers so for what moto does not have
_SERVER_ERROR = 500


class Refused(Problem):
    """moto understood the call and answered with an error."""

    def __init__(self, *, where: str, problem: str, fix: str, code: str) -> None:
        super().__init__(where=where, problem=problem, fix=fix)
        self.code = code


class NotAnswered(Problem):
    """moto does not have the operation, or broke over it."""


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
            if client.can_paginate(name):
                pages: dict[str, Any] = (
                    client.get_paginator(name).paginate(**parameters).build_full_result()
                )
                return pages
            answer: dict[str, Any] = getattr(client, name)(**parameters)
        except ClientError as error:
            raise _refused(where, error) from error
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
        answer.pop("ResponseMetadata", None)
        return answer

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


def _refused(where: str, error: ClientError) -> Problem:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _NOT_IMPLEMENTED)
    code = str(error.response.get("Error", {}).get("Code", ""))
    said = str(error.response.get("Error", {}).get("Message", "")).rstrip(".")
    if status == _NOT_IMPLEMENTED or code == str(_NOT_IMPLEMENTED):
        return NotAnswered(
            where=where,
            problem="is not in moto",
            fix="make the type `recorded` in its table, or leave the property out",
        )
    if status >= _SERVER_ERROR or "<!doctype html" in said.lower():
        return NotAnswered(
            where=where,
            problem="moto broke over the call",
            fix="read moto.log in the rehearsal's folder",
        )
    return Refused(
        where=where,
        problem=f"was refused: {code}: {said}",
        fix="correct the program's input",
        code=code,
    )
