"""The window: screens, forms, tables and background work; it sees no session and no SQL."""
