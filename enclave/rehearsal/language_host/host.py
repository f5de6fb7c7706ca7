"""The calls that the engine makes of a language host during preview, up and destroy."""
# ruff: noqa: ARG002, N802  names and arguments are the protocol's

import subprocess
import sys
from pathlib import Path

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from enclave.rehearsal.language_host import program

VERSION = "3.259.0"  # of the protocol's stubs; the engine checks none for a host on PATH


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Runs a program with this interpreter; installs nothing and asks for no plugin."""

    def __init__(self, *, executor: Path, engine: str) -> None:
        self._executor = executor
        self._engine = engine
        self._running: set[subprocess.Popen[bytes]] = set()

    def register(self, server: grpc.Server) -> None:
        """Serve these calls on `server`."""
        language_pb2_grpc.add_LanguageRuntimeServicer_to_server(self, server)

    def end_programs(self) -> None:
        """End every program that still runs."""
        for process in tuple(self._running):
            program.end(process)

    def Handshake(
        self, request: language_pb2.LanguageHandshakeRequest, context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        """Learn the engine's address, which is also our first argument."""
        self._engine = request.engine_address or self._engine
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(
        self, request: empty_pb2.Empty, context: grpc.ServicerContext
    ) -> plugin_pb2.PluginInfo:
        """Tell our version."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetRequiredPlugins(
        self, request: language_pb2.GetRequiredPluginsRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        """Name none: the workspace brings the plugins, and nothing is downloaded."""
        return language_pb2.GetRequiredPluginsResponse()

    def GetRequiredPackages(
        self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        """Name none, as above."""
        return language_pb2.GetRequiredPackagesResponse()

    def About(
        self, request: language_pb2.AboutRequest, context: grpc.ServicerContext
    ) -> language_pb2.AboutResponse:
        """Tell the interpreter."""
        version = sys.version.split()[0]
        return language_pb2.AboutResponse(executable=sys.executable, version=version)

    def Run(
        self, request: language_pb2.RunRequest, context: grpc.ServicerContext
    ) -> language_pb2.RunResponse:
        """Run the program to its end."""
        process = program.start(request, executor=self._executor, engine=self._engine)
        self._running.add(process)
        try:
            return program.answer(process.wait())
        finally:
            self._running.discard(process)

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """End the program; `Run` then answers with an error."""
        self.end_programs()
        return empty_pb2.Empty()
