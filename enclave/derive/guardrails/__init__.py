"""Statements that bind every principal of the site accounts, one file a subject.

All of them deny, so the order in which they stand means nothing, and a permission is what an
account's own policies allow and no statement here takes away.
"""
