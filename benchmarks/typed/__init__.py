"""Questions as people type them."""
