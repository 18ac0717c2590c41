"""Printed outputs, a module each: what its pages are made of, gathered from the open desk."""
