"""The tools that the kit starts: one row each. A new tool is a row and `tools/<family>/go.mod`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enclave.tools.versions import Range, Version


@dataclass(frozen=True, kw_only=True)
class ModuleFile:
    """A file of a Go module that must stand, runnable, beside the program."""

    module: str
    path: str

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What one tool is, which versions were tested, and how the pinned one is built.

    `link` is given to Go's linker, `{version}` replaced by the pin. `ask` are the arguments with
    which the program prints its version.
    """

    name: str
    family: str
    package: str
    pin: Version
    tested: Range
    ask: tuple[str, ...]
    link: str
    tags: tuple[str, ...] = ()
    beside: tuple[ModuleFile, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name} {self.pin}"

    @property
    def flags(self) -> tuple[str, ...]:
        """What `go build` is given: no machine path and no repository state enters the program."""
        link = self.link.format(version=self.pin)
        return ("-trimpath", "-buildvcs=false", f"-tags={','.join(self.tags)}", f"-ldflags={link}")


RECIPES: Mapping[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            name="pulumi",
            family="pulumi",
            package="github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
            pin=Version(3, 259, 0),
            tested=Range(start=Version(3, 259, 0), stop=Version(3, 260, 0)),
            ask=("version",),
            # Without the stamp the Automation API raises InvalidVersionError.
            link="-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v{version}",
            tags=("osusergo", "grpcnotrace"),
            beside=(
                ModuleFile(
                    module="github.com/pulumi/pulumi/sdk/v3",
                    path="python/cmd/pulumi-language-python-exec",
                ),
            ),
            environment={"PULUMI_SKIP_UPDATE_CHECK": "true"},
        ),
    )
}
