"""Print a large, valid declaration: the same one for the same numbers.

example: python -m scripts.generate_declaration --functions 200 --fields 2000 > big.yaml
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

Value = str | int | Sequence[str] | Mapping[str, "Value"]

FUNCTIONS_A_SOURCE = 10
FUNCTIONS_A_MODEL = 10
FIELDS_AN_OBJECT = 20
MOST_SOURCES = 2000  # networks of /24 from 10.128.0.0 on
CLASSES: Mapping[str, Value] = {
    "catalogue": {"grade": "open"},
    "stock": {"grade": "confidential", "recognise": {"packs": ["inventory"]}},
    "personal": {
        "grade": "internal", "personal": "true", "recognise": {"packs": ["personal-eu"]},
    },
}  # fmt: skip
TRANSFORMS = {"catalogue": "pass", "stock": "bucket(5 pieces)", "personal": "mask"}
BLOCK_DEPTH = 2  # parts and entries stand in lines of their own
RECEIVED = 10  # fields a function, where its source has so many


def main(argv: Sequence[str] | None = None) -> int:
    """Print the declaration."""
    parser = argparse.ArgumentParser(
        description="Print a large, valid declaration: the same one for the same numbers.",
        epilog="example: python -m scripts.generate_declaration --functions 200 --fields 2000",
    )
    parser.add_argument("--functions", type=int, required=True, metavar="N")
    parser.add_argument("--fields", type=int, required=True, metavar="N", help="at least 3")
    arguments = parser.parse_args(argv)
    if arguments.functions < 1 or arguments.fields < len(CLASSES):
        parser.error(f"at least 1 function and {len(CLASSES)} fields")
    sys.stdout.write(declaration_text(arguments.functions, arguments.fields))
    return 0


def declaration_text(functions: int, fields: int) -> str:
    """Return the YAML of a declaration with so many functions and classified fields."""
    return "".join(f"{line}\n" for line in _lines(_declaration(functions, fields), 0))


def _declaration(functions: int, fields: int) -> dict[str, Value]:
    count = max(1, min(functions // FUNCTIONS_A_SOURCE, fields // len(CLASSES), MOST_SOURCES))
    sizes = [fields // count + (index < fields % count) for index in range(count)]
    sources = {f"system-{index}": _source(index, size) for index, size in enumerate(sizes)}
    models = range(-(-functions // FUNCTIONS_A_MODEL))
    return {
        "enclave": 1,
        "organization": {
            "name": "Generated",
            "aws": {
                "id": "o-exampleorgid", "management": "external", "break_glass": "role/break-glass",
            },
        },
        "people": {"owner": {"mail": "owner@shop.example", "key": "keys/owner.pem"}},
        "jurisdiction": {"countries": ["DE"], "partition": "aws", "regions": ["eu-central-1"]},
        "sites": {"frankfurt": _site()},
        "neighbours": {"siem": {"network": "10.20.8.20/32", "country": "DE"}}
        | {f"network-{index}": _neighbour(index) for index in range(count)},
        "classes": CLASSES,
        "sources": {name: {"system": {"at": f"network-{index}"}, "fields": objects}
                    for index, (name, objects) in enumerate(sources.items())},
        "callers": {f"caller-{index}": {"from": f"system-{index}",
                                        "spiffe": f"spiffe://shop.example/system/{index}"}
                    for index in range(count)},
        "models": {f"model-{index}": _model(index) for index in models},
        "functions": {f"function-{index}": _function(index, index % count, sources)
                      for index in range(functions)},
        "flows": {"logs": _flow("frankfurt.audit", "siem", 6514)}
        | {f"ask-{index}": _flow(f"network-{index}", "frankfurt.door", 8443)
           for index in range(count)},
    }  # fmt: skip


def _site() -> dict[str, Value]:
    return {
        "use": "canary",  # production needs an artefacts.lock beside it
        "audit_retention": "400d",
        "aws": {
            "account": '"111122223333"', "region": "eu-central-1", "zones": ["a", "b", "c"],
            "network": "10.40.0.0/16",
        },
        "nodes": {"system": {"type": "m7i.8xlarge", "count": 9}},
    }  # fmt: skip


def _neighbour(index: int) -> dict[str, Value]:
    return {"network": f"10.{128 + index // 256}.{index % 256}.0/24", "country": "DE"}


def _source(index: int, size: int) -> dict[str, dict[str, str]]:
    """Objects of one source: every class in turn, so that the first object has all three."""
    objects: dict[str, dict[str, str]] = {}
    for number in range(size):
        record = objects.setdefault(f"Record{index}x{number // FIELDS_AN_OBJECT}", {})
        record[f"Field{number % FIELDS_AN_OBJECT}"] = list(CLASSES)[number % len(CLASSES)]
    return objects


def _model(index: int) -> dict[str, Value]:
    return {
        "backend": "onnxruntime",
        "weights": {
            "file": f"model-{index}", "format": "onnx",
            "sha256": f'"{hashlib.sha256(str(index).encode()).hexdigest()}"',
        },
        "licence": "Apache-2.0",
        "sites": ["frankfurt"],
        "may_see": list(CLASSES),
    }  # fmt: skip


def _function(
    index: int, source: int, sources: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> dict[str, Value]:
    objects = sources[f"system-{source}"].items()
    fields = ((f"{name}.{key}", value) for name, each in objects for key, value in each.items())
    return {
        "purpose": f"Answer question {index} of system {source}",
        "basis": "legitimate_interests",
        "owner": "owner",
        "model": f"model-{index // FUNCTIONS_A_MODEL}",
        "callers": [f"caller-{source}"],
        "receives": {field: TRANSFORMS[value] for field, value in islice(fields, RECEIVED)},
        "returns": ["catalogue"],
        "limits": {"requests": "60/min", "distinct_inputs": "2000/day"},
        "retention": "30d",
    }


def _flow(source: str, target: str, port: int) -> dict[str, Value]:
    return {
        "from": source, "to": target, "port": port, "over": "leased_line", "owner": "owner",
        "reason": "Generated",
    }  # fmt: skip


def _lines(value: Mapping[str, Value], depth: int) -> Iterator[str]:
    """Block style, with maps of plain values in one line, as people write declarations."""
    for key, item in value.items():
        if isinstance(item, Mapping) and depth < BLOCK_DEPTH:
            yield f"{'  ' * depth}{key}:"
            yield from _lines(item, depth + 1)
        else:
            yield f"{'  ' * depth}{key}: {_inline(item)}"


def _inline(value: Value) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_inline(item)}' for key, item in value.items())}}}"
    if isinstance(value, str | int):
        return str(value)
    return f"[{', '.join(value)}]"


if __name__ == "__main__":
    sys.exit(main())
