"""What tests share, and what measures: scores, damage, comparisons. None of it is a test."""
