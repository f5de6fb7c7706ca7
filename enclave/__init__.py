"""The sovereign enclave kit: declare each data flow once, enforce it everywhere, prove it."""

__version__ = "0.1.0"
