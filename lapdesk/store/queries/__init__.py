"""What screens read: plain frozen rows, one module an area."""
