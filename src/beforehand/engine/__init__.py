"""Pure analyses: typed immutable inputs in, typed results out. No clock, no text in any language."""
