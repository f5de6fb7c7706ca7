"""Weights are of a format that their backend serves, and their digest is one file's own."""

from collections.abc import Iterable, Iterator, Mapping

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.model.models import Backend, Model, WeightFormat, Weights
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_WEIGHTS",
    title="Weights fit their backend, and a digest is one file's own",
    severity=Severity.HIGH,
    controls=("SI-7", "SR-4"),
)
SERVED: Mapping[Backend, tuple[WeightFormat, ...]] = {
    Backend.VLLM: (WeightFormat.SAFETENSORS, WeightFormat.GGUF),
    Backend.TENSORRT_LLM: (WeightFormat.TENSORRT_PLAN, WeightFormat.SAFETENSORS),
    Backend.ONNXRUNTIME: (WeightFormat.ONNX,),
    Backend.PYTHON: (WeightFormat.SAFETENSORS, WeightFormat.GGUF, WeightFormat.ONNX),
}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of no bytes
FEWEST_DIGITS = 8  # of 16; a real digest has fewer once in a billion


def check(context: Context) -> Iterable[Finding]:
    """Look at the weights of each model, and at models that share a file or a digest."""
    first: dict[str, tuple[str, Weights]] = {}
    for name, model in context.declaration.models.items():
        here: Path = ("models", name, "weights")
        yield from _format(context, here, model)
        yield from _digest(context, here, model.weights)
        for key in (model.weights.file, model.weights.sha256):
            other, weights = first.setdefault(key, (name, model.weights))
            if weights != model.weights:
                message = f"{name} and {other} share {_shared(model.weights, weights)}"
                fix = "a file has one format and one digest, and a digest one file"
                yield RULE.on_key(context.marks, here, message, fix=fix)


def _format(context: Context, here: Path, model: Model) -> Iterator[Finding]:
    served = SERVED[model.backend]
    if model.weights.format not in served:
        message = f"{model.backend} does not serve {model.weights.format}"
        fix = f"use {' or '.join(served)}"
        yield RULE.on_value(context.marks, (*here, "format"), message, fix=fix)


def _digest(context: Context, here: Path, weights: Weights) -> Iterator[Finding]:
    digest = weights.sha256
    if digest == EMPTY or len(set(digest)) < FEWEST_DIGITS or digest[:16] == digest[16:32]:
        message = f"{digest[:12]}... is no digest of a weight file"
        fix = "write what sha256sum says of it"
        yield RULE.on_value(context.marks, (*here, "sha256"), message, fix=fix)


def _shared(one: Weights, other: Weights) -> str:
    if one.file != other.file:
        return "a digest, but not the file"
    return "a file, but not its digest" if one.sha256 != other.sha256 else "a file, but not format"
