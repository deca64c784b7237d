"""HTTP around the desk: requests read, people recognised, values shown as JSON, refusals as problems (RFC 9457)."""
