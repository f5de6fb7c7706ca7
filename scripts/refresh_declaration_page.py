"""Write the tables of docs/declaration.md: every key from the schema, every rule from its file."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from enclave.declaration.rules import catalog
from enclave.declaration.schema import Schema, declaration_schema, resolved
from enclave.records.atomic import write_atomically

PAGE = Path(__file__).resolve().parents[1] / "docs" / "declaration.md"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page if it is stale, or with `--dry-run` say so and exit 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: python -m scripts.refresh_declaration_page --dry-run"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, exit 1 if stale")
    arguments = parser.parse_args(argv)
    text = PAGE.read_text(encoding="utf-8")
    fresh = refreshed(text)
    if fresh == text:
        return 0
    sys.stderr.write(f"{PAGE.name}: {'stale' if arguments.dry_run else 'written'}\n")
    if not arguments.dry_run:
        write_atomically(PAGE, fresh.encode())
    return int(arguments.dry_run)


def refreshed(text: str) -> str:
    """Return the page with both tables as they are now."""
    for name, lines in (("keys", keys()), ("rules", rules())):
        before, opening, rest = text.partition(f"<!-- {name} -->\n")
        _, closing, after = rest.partition(f"<!-- /{name} -->")
        text = "".join((before, opening, *(f"{line}\n" for line in lines), closing, after))
    return text


def keys() -> Iterator[str]:
    """One table a part, the keys of its maps below each other."""
    root = declaration_schema()
    for name, schema in root["properties"].items():
        if name == "enclave":
            continue
        need = "" if name in root["required"] else " (optional)"
        yield f"\n### `{name}`{need}\n"
        part = resolved(schema)
        named = list(part.get("patternProperties", {}).values())
        entry = resolved(named[0]) if named else part
        yield f"{entry['description']}\n"
        yield "| Key | Value | Meaning |"
        yield "|---|---|---|"
        yield from _rows(entry, "NAME." if named else "")


def _rows(schema: Schema, prefix: str) -> Iterator[str]:
    for key, value in schema.get("properties", {}).items():
        member = resolved(value)
        name = f"`{prefix}{key}`"
        need = "" if key in schema.get("required", []) else ", optional"
        yield f"| {name} | {_value(member)}{need} | {value.get('description', '')} |"
        yield from _rows(member, f"{prefix}{key}.")
        for inner in member.get("patternProperties", {}).values():
            yield from _rows(resolved(inner), f"{prefix}{key}.NAME.")


def _value(schema: Schema) -> str:
    if "enum" in schema:
        return " \\| ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list: {_value(resolved(schema['items']))}"
    if schema.get("type") == "object":
        inner = [resolved(value) for value in schema.get("patternProperties", {}).values()]
        if not inner or "properties" in inner[0]:
            return "map"
        value = _value(inner[0])
        return f"map of maps{value[3:]}" if value.startswith("map:") else f"map: {value}"
    if schema.get("type") == "boolean":
        return "`true` \\| `false`"
    return f"{schema['title']}, as `{schema['examples'][0]}`"


def rules() -> Iterator[str]:
    """One row a rule, in the order in which they are asked."""
    yield "| Rule | What it wants | Severity | Exception | Controls |"
    yield "|---|---|---|---|---|"
    for rule in catalog():
        controls = ", ".join(rule.controls)
        allowed = "possible" if rule.exceptable else "none"
        yield f"| `{rule.id}` | {rule.title} | {rule.severity} | {allowed} | {controls} |"


if __name__ == "__main__":
    sys.exit(main())
