"""Stand-in for the `aws` provider: answered by moto on this machine, never by AWS."""
