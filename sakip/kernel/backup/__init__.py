"""Back up and restore: one file with every row, every kept file and the keys.

It is taken while the system runs, and put back whole or not at all; from SQLite to PostgreSQL and back as well.
"""
