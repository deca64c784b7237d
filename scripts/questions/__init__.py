"""Questions that other systems' test cases ask, answered by our domain: for scripts/cases."""
