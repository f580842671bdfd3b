"""How dates are written, where the framework thinks otherwise."""
