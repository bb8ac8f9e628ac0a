"""Kernel to one self-contained Python module, built from ast nodes."""
