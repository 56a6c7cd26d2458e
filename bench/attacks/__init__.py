"""Hostile requests: what they cost the service, and those who ask it meanwhile."""
