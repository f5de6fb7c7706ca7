"""`python -m enclave` is the `enclave` command."""

import sys

from enclave.cli import main

sys.exit(main())
