"""Where a Kernel goes: one folder a target, no target imports another."""
