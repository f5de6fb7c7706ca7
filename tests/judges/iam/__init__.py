"""Policy documents before a simulator of IAM: what is allowed, what is denied, and by whom."""
