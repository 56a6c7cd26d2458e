"""Measures the service against a hand-written one, over the same database in one run."""
