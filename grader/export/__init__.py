"""Owns what leaves a gradebook for other systems: a module a format, each a pure function of marks (and a template)."""
