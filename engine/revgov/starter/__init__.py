"""What `revgov init` writes: data, not code. `{{word}}` stands for an answer, `{{start+11}}` for a day of the plan.

`startup/` is the governance of a small company; `scale_up/` adds to it, and takes the place of files of the same path.
`repository/` is what surrounds either: the README, and what makes checks run.
"""
