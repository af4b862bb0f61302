"""Years that a table or a plan may speak of; anything else is a slip of the keyboard."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
