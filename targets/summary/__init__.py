"""Kernel to a Chinese summary for staff and the public."""
