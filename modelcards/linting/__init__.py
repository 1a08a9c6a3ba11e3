"""What linting is made of: rules' frame, the view they have, fixes, settings, runs."""
