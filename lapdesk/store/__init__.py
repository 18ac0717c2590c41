"""Where it rests: encrypted engine, key slots, journal and its fold, upgrade, backup, queries."""
