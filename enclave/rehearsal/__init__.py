"""Stands the declared enclave up on one machine without a cloud account.

Read in this order: `command` and `verbs` (what is typed and printed), `up` and `down`, then what
they are made of:

- what is rehearsed, and where: `project` (the user's, only read), `sites`, `workspace` (ours)
- before the engine: `preparation`, `continuity` (does the state still hold?), `leftovers`, `lock`,
  `plugins`, `settings`, `note` (what stands, for later commands)
- the engine: `engine`, `engine_process`, `engine_log`, `watch`, `outcome`, `faults`
- the proof: `read_back`, `reachability`, `demonstrate`, `report`
- by hand: `environment`, `standing`, `status`
- what plays what is not here: `language_host`, `aws`; `plugin` is how both live beside the engine
"""
