"""The models, their weights, and what they may see."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import Name, Part, Sha256, Text
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


class Weights(Part):
    """The weight file, pinned by digest."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64)]
    format: WeightFormat
    sha256: Sha256


class Gpu(Part):
    """GPUs that one replica needs, and the memory it needs on each."""

    count: Annotated[int, Field(ge=1, le=8)]
    memory: Mebibytes


class Model(Part):
    """A model: without `gpu` it runs on the system nodes."""

    backend: Backend
    weights: Weights
    licence: Text
    sites: Annotated[tuple[Name, ...], Field(min_length=1)]
    may_see: Annotated[tuple[Name, ...], Field(min_length=1)]
    gpu: Gpu | None = None
