"""What the papers of planning say, as neutral documents."""
