"""AWS as moto plays it, with what AWS itself would do to a call that goes wrong."""

import json
import os
import types
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import botocore.session
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders

from enclave.rehearsal.aws import server
from enclave.rehearsal.aws.server import Server

ACCOUNT = "111122223333"
REGION = "eu-central-1"
PLAIN_SESSION = botocore.session.Session  # before a test puts its own in its place
MODELS = botocore.session.Session().get_component("data_loader")  # read once for all tests
WRITES = ("Create", "Put", "Delete", "Enable", "Update", "Attach", "Detach", "Schedule")
QUERY = frozenset({"iam", "sts"})  # which answer in XML
ERROR = "<Error><Code>{code}</Code><Message>{message}</Message></Error>"
FORMS = {"s3": ERROR, "ec2": f"<Response><Errors>{ERROR}</Errors></Response>"}
QUERY_FORM = f"<ErrorResponse>{ERROR}</ErrorResponse>"


class _Body:
    """A body as urllib3 gives it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_options: Any) -> Iterator[bytes]:  # noqa: ANN401  as urllib3 has it
        yield self._content


@cache  # a client costs more than most calls
def _client(url: str, service: str, account: str) -> Any:  # noqa: ANN401  botocore has no types
    session = PLAIN_SESSION()
    session.register_component("data_loader", MODELS)
    return session.create_client(
        service,
        region_name=REGION,
        endpoint_url=url,
        aws_access_key_id=account,
        aws_secret_access_key="test",  # noqa: S106  moto takes any
    )


@dataclass(kw_only=True)
class Amazon:
    """moto at a URL; `answers` are what calls get instead, by `service Operation`."""

    url: str
    answers: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    replies_by: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """Replies of a JSON service by the value of a parameter: call, parameter, value."""
    replies_in_xml: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    dies_at: int | None = None
    """How many calls that change something get through before the process is killed."""

    def begin(self, *, dies_at: int | None = None) -> None:
        """Count anew, as for a new process."""
        self.calls.clear()
        self.written.clear()
        self.dies_at = dies_at

    def reset(self) -> None:
        """Forget everything that stands."""
        urllib.request.urlopen(f"{self.url}/moto-api/reset", data=b"").close()  # noqa: S310  loopback

    def fails(self, call: str, *, code: str, message: str = "no", status: int = 400) -> None:
        """From now on, AWS answers this call so."""
        self.answers[call] = (status, code, message)

    def replies_with(self, call: str, **content: Any) -> None:  # noqa: ANN401  each its own
        """From now on, AWS answers this call, of a JSON service, with that content."""
        self.replies[call] = content

    def client(self, service: str, *, account: str = ACCOUNT) -> Any:  # noqa: ANN401  botocore has no types
        """The SDK of somebody else in the account, whose calls meet no fault."""
        return _client(self.url, service, account)

    def meet(self, **event: Any) -> Any:  # noqa: ANN401  as botocore calls it
        """Answer instead of moto, die, or let the call through."""
        _, service, operation = event["event_name"].split(".")
        request: AWSPreparedRequest = event["request"]
        call = f"{service} {operation}"
        if operation.startswith(WRITES):
            if len(self.written) == self.dies_at:
                raise KeyboardInterrupt
            self.written.append(call)
        self.calls.append(call)
        for parameter, replies in self.replies_by.get(call, {}).items():
            sent: Any = request.body
            asked = json.loads(sent)[parameter]
            return _response(request, 200, json.dumps(replies[asked]))
        if call in self.replies_in_xml:
            return _response(request, 200, self.replies_in_xml[call])
        if call in self.replies:
            return _response(request, 200, json.dumps(self.replies[call]))
        if call not in self.answers:
            return None
        status, code, message = self.answers[call]
        form = FORMS.get(service, QUERY_FORM if service in QUERY else "")
        said = form.format(code=code, message=message)
        return _response(request, status, said or json.dumps({"__type": code, "message": message}))


def _response(request: AWSPreparedRequest, status: int, body: str) -> AWSResponse:
    return AWSResponse(request.url, status, HTTPHeaders(), _Body(body.encode()))


@pytest.fixture(scope="session")
def moto_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One moto for all tests that take it."""
    running = server.start(folder=tmp_path_factory.mktemp("moto"), port=None, account=ACCOUNT)
    yield running
    server.stop(running)


@pytest.fixture
def amazon(moto_server: Server, monkeypatch: pytest.MonkeyPatch) -> Amazon:
    """An empty AWS, to which this process has credentials of the example's account."""
    made = Amazon(url=moto_server.url)
    made.reset()
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "AWS_ENDPOINT_URL": moto_server.url,
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)

    class Session(botocore.session.Session):
        def __init__(self) -> None:
            super().__init__()
            self.register_component("data_loader", MODELS)
            self.register("before-send", made.meet)

    monkeypatch.setattr("enclave.account.account.botocore.session.Session", Session)
    at_once = types.SimpleNamespace(sleep=lambda _seconds: None)
    monkeypatch.setattr("botocore.endpoint.time", at_once)
    return made
