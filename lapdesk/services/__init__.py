"""What a person does: plain functions named by verbs, each given the open desk."""
