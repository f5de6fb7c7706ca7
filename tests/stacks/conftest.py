"""A monitor that records what a program declares, and answers nothing that it was not asked."""

import asyncio
import contextvars
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import pulumi
import pulumi_aws as aws
import pytest
from pulumi.runtime import mocks
from pulumi.runtime.proto import resource_pb2

ACCOUNT = "111122223333"
VPC = "vpc-0a1b2c3d4e5f67890"
T = TypeVar("T")

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # pulumi-aws 7.51.1 warns of its own names
    LOADED = (aws.ec2.Vpc, aws.ecr.Repository, aws.kms.Key, aws.s3.Bucket)  # at first touch


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One resource as the engine would be told of it."""

    type: str
    name: str
    urn: str
    parent: str
    provider: str
    protect: bool
    custom: bool
    inputs: Mapping[str, Any]
    after: frozenset[str] = frozenset()
    """URNs of what the engine makes first."""


class Answers(mocks.Mocks):
    """Outputs of new resources: their inputs, an id and an ARN. Lookups are refused."""

    def __init__(self, partition: str) -> None:
        self._partition = partition

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        service = args.typ.partition(":")[2].partition("/")[0]
        arn = f"arn:{self._partition}:{service}:eu-central-1:{ACCOUNT}:{args.name}"
        entry = {"dnsName": f"{args.name}.vpce.example", "hostedZoneId": "Z0A1B2C3"}
        extra = {
            "keyId": f"{args.name}-key-id",
            "repositoryUrl": f"{args.name}.example",
            "zoneId": f"{args.name}-zone-id",
            "serviceName": f"{args.name}-service-name",
            "dnsEntries": [entry],
            "associationId": f"{args.name}-association-id",
            "endpoint": f"https://{args.name}.eks.example",
            "latestVersion": 1,
        }
        identity = VPC if args.typ == "aws:ec2/vpc:Vpc" else f"{args.name}-id"
        return identity, {**extra, **args.inputs, **_group_of_eks(args), "arn": arn}

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[str, Any], None]:
        raise AssertionError(f"looked up {args.token}")


def _group_of_eks(args: mocks.MockResourceArgs) -> dict[str, Any]:
    """The security group that EKS makes for a cluster."""
    if args.typ != "aws:eks/cluster:Cluster":
        return {}
    told = {"clusterSecurityGroupId": f"{args.name}-eks-group-id"}
    return {"vpcConfig": {**args.inputs["vpcConfig"], **told}}


class RecordingMonitor(mocks.MockMonitor):
    """Keeps what a registration says beside its inputs: parent, provider, protection."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.declared: list[Declared] = []

    def RegisterResource(  # noqa: N802  gRPC's name
        self, request: resource_pb2.RegisterResourceRequest
    ) -> resource_pb2.RegisterResourceResponse:
        with _own_loop():
            response: resource_pb2.RegisterResourceResponse = (
                super().RegisterResource(request)  # type: ignore[no-untyped-call]
            )
            inputs = pulumi.runtime.rpc.deserialize_properties(request.object)
        if request.type != "pulumi:pulumi:Stack":
            self._keep(request, response.urn, inputs)
        return response

    def _keep(
        self, request: resource_pb2.RegisterResourceRequest, urn: str, inputs: Mapping[str, Any]
    ) -> None:
        self.declared.append(
            Declared(
                type=request.type,
                name=request.name,
                urn=urn,
                parent=request.parent,
                provider=request.provider or request.providers.get("aws", ""),
                protect=request.protect,
                custom=request.custom,
                inputs=inputs,
                after=frozenset(request.dependencies),
            )
        )


class Recorder:
    """Runs programs without an engine, each in a world of its own, and keeps what they declared."""

    def __init__(self) -> None:
        self.declared: list[Declared] = []
        self.outputs: Any = None

    def run(
        self,
        program: Callable[[], object],
        *,
        partition: str = "aws",
        stack: str = "frankfurt-cloud",
        root: str = ".",
    ) -> None:
        """Run a program to its end; its result, outputs awaited, stands in `outputs`."""
        monitor = RecordingMonitor(Answers(partition))

        def inside() -> None:
            mocks.set_mocks(monitor.mocks, "enclave", stack, monitor=monitor)
            pulumi.runtime.settings.SETTINGS.root_directory = root
            pulumi.runtime.test(self._keeping(program))()  # type: ignore[no-untyped-call]

        with _own_loop():
            contextvars.copy_context().run(inside)
        self.declared = monitor.declared
        assert self.declared  # a run that declares nothing shows nothing

    def inputs(self, name: str) -> Mapping[str, Any]:
        """Inputs of the one resource of that name."""
        (found,) = (d for d in self.declared if d.name == name)
        return found.inputs

    def after(self, name: str) -> frozenset[str]:
        """Names of what has to stand before the one resource of that name."""
        (found,) = (d for d in self.declared if d.name == name)
        return frozenset(urn.rpartition("::")[2] for urn in found.after)

    def types(self) -> set[str]:
        """Types of everything that was declared."""
        return {d.type for d in self.declared}

    def custom(self) -> list[Declared]:
        """Everything declared but components and providers."""
        return [d for d in self.declared if d.custom and not d.type.startswith("pulumi:")]

    def _keeping(self, program: Callable[[], object]) -> Callable[[], object]:
        def kept() -> object:
            def keep(value: object) -> None:
                self.outputs = value

            return pulumi.Output.from_input(program()).apply(keep)

        return kept


def in_a_stack(program: Callable[[], T], *, stack: str, root: str) -> T:
    """Call what declares nothing as the program of a stack; leave no trace in this process."""

    def inside() -> T:
        settings = pulumi.runtime.Settings(project="enclave", stack=stack, root_directory=root)
        pulumi.runtime.configure(settings)
        return program()

    return contextvars.copy_context().run(inside)


@contextmanager
def _own_loop() -> Iterator[None]:
    # The SDK makes a loop for each of its threads and leaves it open.
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        asyncio.set_event_loop(None)
        loop.close()


@pytest.fixture
def recorder() -> Recorder:
    """A recorder that nothing has used."""
    return Recorder()
