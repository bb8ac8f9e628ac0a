"""Every problem polc can report: one frozen class each, rendered and exported without I/O."""
