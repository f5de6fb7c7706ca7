"""The resource provider as the engine sees it: `aws` 7.51.1, played by moto."""
# ruff: noqa: ARG002, N802  names and arguments are the protocol's

import functools
from collections.abc import Callable
from typing import Final, TypeVar

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import (
    engine_pb2,
    engine_pb2_grpc,
    plugin_pb2,
    provider_pb2,
    provider_pb2_grpc,
)

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.changes import Change, compare
from enclave.rehearsal.aws.invokes import invoke
from enclave.rehearsal.aws.known import Known
from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.properties import UNKNOWN, decode, encode, same
from enclave.rehearsal.aws.recorded import Record
from enclave.rehearsal.aws.settings import read_settings
from enclave.rehearsal.aws.state import previewed
from enclave.rehearsal.aws.subject import subject_of

VERSION: Final = "7.51.1"  # of pulumi-aws, whose types the tables follow
SAID: Final = "stand-in for the provider aws, answered by moto on this machine"

_Request = TypeVar("_Request")
_Answer = TypeVar("_Answer")
_Method = Callable[["Provider", _Request, grpc.ServicerContext], _Answer]


def _saying_problems(method: "_Method[_Request, _Answer]") -> "_Method[_Request, _Answer]":
    """Hand a Problem to the engine as the plain line that it is."""

    @functools.wraps(method)
    def answered(provider: "Provider", request: _Request, context: grpc.ServicerContext) -> _Answer:
        try:
            return method(provider, request, context)
        except Problem as problem:
            context.abort(grpc.StatusCode.UNKNOWN, str(problem))
            raise  # abort does not return

    return answered


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """One configured provider; the engine starts a process for each.

    The engine unwraps secrets, resource references and outputs for a provider that does not accept
    them, and wraps what comes back: so none is accepted.
    """

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._lifecycle: Lifecycle | None = None
        self._known = Known()

    def register(self, server: grpc.Server) -> None:
        """Add the service to a server, for `enclave.rehearsal.plugin.serve`."""
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(self, server)

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Accept nothing but plain properties."""
        return provider_pb2.ProviderHandshakeResponse()

    def GetPluginInfo(
        self, request: empty_pb2.Empty, context: grpc.ServicerContext
    ) -> plugin_pb2.PluginInfo:
        """Say which provider is played."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def Attach(
        self, request: plugin_pb2.PluginAttach, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        """Take the engine's address."""
        self._engine = request.address
        return empty_pb2.Empty()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Do nothing: no call takes long enough to be worth cutting."""
        return empty_pb2.Empty()

    @_saying_problems
    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        """Refuse a configuration that could reach AWS."""
        news = decode(request.news)
        if not any(value == UNKNOWN for value in news.values()):
            read_settings(news)
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(
        self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext
    ) -> provider_pb2.DiffResponse:
        """Never replace what the provider holds because the provider changes."""
        is_same = same(decode(request.old_inputs), decode(request.news))
        kind = (
            provider_pb2.DiffResponse.DIFF_NONE if is_same else provider_pb2.DiffResponse.DIFF_SOME
        )
        return provider_pb2.DiffResponse(changes=kind)

    @_saying_problems
    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        """Connect to moto, and say that it is moto."""
        api = Api(read_settings(decode(request.args)))
        self._lifecycle = Lifecycle(api, Record.from_environment())
        self._say(SAID)
        return provider_pb2.ConfigureResponse(supportsPreview=True)

    @_saying_problems
    def Invoke(
        self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.InvokeResponse:
        """Answer one of the few lookups."""
        answer = invoke(self._configured.api, request.tok)
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(encode(answer))  # its name is a keyword
        return response

    @_saying_problems
    def Check(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        """Return the inputs with defaults, or all that is wrong with them."""
        subject = subject_of(request.urn)
        self._known.saw(request.urn, exists=bool(request.olds.fields))
        inputs, wrong = self._configured.check(subject, decode(request.news))
        failures = [
            provider_pb2.CheckFailure(
                property=complaint.path,
                reason=f"{subject.where} {complaint}",
            )
            for complaint in wrong
        ]
        return provider_pb2.CheckResponse(inputs=encode(inputs), failures=failures)

    @_saying_problems
    def Diff(
        self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext
    ) -> provider_pb2.DiffResponse:
        """Tell what changes, and whether that replaces the resource."""
        self._known.saw(request.urn, id_=request.id)
        subject = subject_of(request.urn)
        old = decode(request.old_inputs)
        change = compare(subject.resource, subject.name, old, decode(request.news))
        return _difference(change)

    @_saying_problems
    def Create(
        self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CreateResponse:
        """Make the resource, or in a preview say what would be known only then."""
        subject, inputs = subject_of(request.urn), decode(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(
                properties=encode(previewed(subject.resource, inputs))
            )
        others, adopt = self._known.of(request.urn)
        state = self._configured.create(subject, inputs, others=others, adopt=adopt)
        self._known.saw(request.urn, id_=state.id)
        return provider_pb2.CreateResponse(id=state.id, properties=encode(state.outputs))

    @_saying_problems
    def Read(
        self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ReadResponse:
        """Return the resource as moto has it; no id if it is gone."""
        self._known.saw(request.urn, id_=request.id)
        subject = subject_of(request.urn)
        state = self._configured.read(subject, request.id, decode(request.inputs))
        if state is None:
            return provider_pb2.ReadResponse()
        return provider_pb2.ReadResponse(
            id=state.id, inputs=encode(state.inputs), properties=encode(state.outputs)
        )

    @_saying_problems
    def Update(
        self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext
    ) -> provider_pb2.UpdateResponse:
        """Change the resource in place."""
        subject, new = subject_of(request.urn), decode(request.news)
        if request.preview:
            outputs = {**decode(request.olds), **previewed(subject.resource, new, computed=False)}
            return provider_pb2.UpdateResponse(properties=encode(outputs))
        old = decode(request.old_inputs)
        state = self._configured.update(subject, request.id, old, new)
        return provider_pb2.UpdateResponse(properties=encode(state.outputs))

    @_saying_problems
    def Delete(
        self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        """Take the resource away."""
        inputs = decode(request.old_inputs)
        self._configured.delete(subject_of(request.urn), request.id, inputs)
        return empty_pb2.Empty()

    @property
    def _configured(self) -> Lifecycle:
        if self._lifecycle is None:
            raise Problem(
                where="provider aws", problem="is not configured", fix="declare the provider first"
            )
        return self._lifecycle

    def _say(self, message: str) -> None:
        if not self._engine:
            return
        with grpc.insecure_channel(self._engine) as channel:
            log = engine_pb2.LogRequest(severity=engine_pb2.INFO, message=message)
            engine_pb2_grpc.EngineStub(channel).Log(log)


def _kind(name: str, *, replaces: bool) -> provider_pb2.PropertyDiff.Kind.ValueType:
    return provider_pb2.PropertyDiff.Kind.Value(f"{name}_REPLACE" if replaces else name)


def _difference(change: Change) -> provider_pb2.DiffResponse:
    kinds = {
        **dict.fromkeys(change.altered, "UPDATE"),
        **dict.fromkeys(change.added, "ADD"),
        **dict.fromkeys(change.removed, "DELETE"),
    }
    detailed = {
        key: provider_pb2.PropertyDiff(
            kind=_kind(kind, replaces=key in change.replaces), inputDiff=True
        )
        for key, kind in kinds.items()
    }
    some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
    return provider_pb2.DiffResponse(
        changes=some if change.all else none,
        replaces=sorted(change.replaces),
        deleteBeforeReplace=change.delete_first,
        diffs=sorted(change.all),
        detailedDiff=detailed,
        hasDetailedDiff=True,
    )
