"""What it is: kinds, fields, entities, rules and changes; no Qt, no session, no files."""
