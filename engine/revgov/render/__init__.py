"""Findings -> what people and machines read, one module per format."""
