"""Exports: the nodes of a list, whole and of one version of the data, in the formats of files."""
