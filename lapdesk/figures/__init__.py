"""Indicators as set-based SQL, small-number protection, release audit, consolidation."""
