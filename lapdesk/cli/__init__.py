"""Every verb without a window."""
