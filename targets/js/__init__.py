"""The target "js": one ES module a policy, and its types."""
