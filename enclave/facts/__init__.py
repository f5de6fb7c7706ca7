"""Dated facts about the world outside: where they were read, when, and until when they hold.

One module per file: `partitions`, `instance_types`, `gpus`, `endpoint_services`,
`fips_endpoints`, `transfer`; `overdue` finds those that were not read again in time.
"""
