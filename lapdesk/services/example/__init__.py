"""The example network: three invented associations and a committee, two plan years of work."""
