"""How meaning is made: Module in, Kernel out, problems to the sink."""
