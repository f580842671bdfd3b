"""Settings, addresses and the composition of the application; no logic of its own."""
