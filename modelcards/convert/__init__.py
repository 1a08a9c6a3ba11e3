"""The parts of `convert`: inputs, the work on one card, workers, resuming and progress."""
