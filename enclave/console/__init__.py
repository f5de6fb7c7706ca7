"""How the kit speaks to a terminal: steps on stderr, columns for stdout, durations."""

from enclave.console.columns import columns
from enclave.console.durations import duration
from enclave.console.packing import packed
from enclave.console.steps import Step, step

__all__ = ["Step", "columns", "duration", "packed", "step"]
