"""Dated facts about the world outside: where they were read, when, and until when they hold.

One module per file: `partitions`, `instance_types`, `gpus`, `endpoint_services`,
`fips_endpoints`, `add_on_images`, `salesforce`, `transfer`; `overdue` finds those that nobody
read again in time.
"""
