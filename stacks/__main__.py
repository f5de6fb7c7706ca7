"""What Pulumi runs."""

from stacks import run

run()
