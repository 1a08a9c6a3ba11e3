"""All stages together: a text in, a `ModelCard` out."""
