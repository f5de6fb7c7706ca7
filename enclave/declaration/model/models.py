"""The models, their weights, and what they may see."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict, StringConstraints

from enclave.declaration.model.base import KIND, Name, Part, Sha256, Text
from enclave.declaration.model.quantities import Mebibytes


class Backend(StrEnum):
    """Triton backend that serves a model."""

    VLLM = "vllm"
    TENSORRT_LLM = "tensorrt_llm"
    ONNXRUNTIME = "onnxruntime"
    PYTHON = "python"


class WeightFormat(StrEnum):
    """Weight file formats that carry no code; pickles are not among them."""

    SAFETENSORS = "safetensors"
    GGUF = "gguf"
    ONNX = "onnx"
    TENSORRT_PLAN = "tensorrt_plan"


WeightFile = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64),
    Field(
        json_schema_extra={KIND: "a weight file's name in small letters"},
        examples=["assistant-8b-v3"],
    ),
]
GpuCount = Annotated[
    int,
    Strict(),
    Field(ge=1, le=8, json_schema_extra={KIND: "a number of GPUs from 1 to 8"}, examples=[1]),
]


class Weights(Part):
    """The weight file, pinned by digest."""

    file: WeightFile = Field(description="Its name in artefacts.lock and in the weights bucket.")
    format: WeightFormat = Field(description="Its format, which must fit the backend.")
    sha256: Sha256 = Field(description="Its digest.")


class Gpu(Part):
    """GPUs that one replica needs, and the memory it needs on each."""

    count: GpuCount = Field(description="GPUs, or MIG slices, of one replica.")
    memory: Mebibytes = Field(description="Memory on each.")


class Model(Part):
    """A model: without `gpu` it runs on the system nodes."""

    backend: Backend = Field(description="Triton backend.")
    weights: Weights = Field(description="Weight file, pinned by digest.")
    licence: Text = Field(description="Licence of the weights.")
    sites: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Where it is served."
    )
    may_see: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Classes that may reach it; each is used by one of its functions."
    )
    gpu: Gpu | None = Field(
        default=None, description="What one replica needs; language models need it."
    )

    @property
    def is_language(self) -> bool:
        """Whether the backend serves language models: GPUs, and budgets in tokens."""
        return self.backend in (Backend.VLLM, Backend.TENSORRT_LLM)
