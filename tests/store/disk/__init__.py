"""A disk under the tests: one that fills, one that is closed, and one whose power is cut."""
