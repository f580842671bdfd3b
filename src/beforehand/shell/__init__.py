"""Base templates, design tokens, charts, widgets: the bottom of the web, knows no context."""
