"""What the kit writes down for others: audit records, switches, exports, pinned artefacts."""
