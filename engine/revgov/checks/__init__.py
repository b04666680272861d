"""What reviewers ask of a governance, one module per question."""
