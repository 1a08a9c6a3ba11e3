"""What tables mean, in steps: words → names → sheet → columns → roles → subject → scores."""
