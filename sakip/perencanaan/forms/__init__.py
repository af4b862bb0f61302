"""Input of planning: forms of an indicator, and the grid of typed values."""
