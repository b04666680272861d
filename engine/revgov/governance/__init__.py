"""Text becomes meaning: declarations with their places, references, owners and the graph."""
