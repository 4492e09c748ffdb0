"""The front door. Depends on all rooms."""
