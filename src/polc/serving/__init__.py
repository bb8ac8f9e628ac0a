"""The service of `polc serve`: policies asked over HTTP, by the same words and documents as the command."""
