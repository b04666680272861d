"""Questions people ask the graph: what hangs on this, how are these two connected, what does somebody hold."""
