"""lapdesk: the desk, workshop and plan record of small associations, kept on one laptop."""

__version__ = "1.0.0"
