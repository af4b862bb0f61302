"""Plans out of other applications: tables of statements by their numbers, and the evaluation form E.81."""
