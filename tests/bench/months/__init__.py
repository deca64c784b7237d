"""The month at size: accounts to draw up, and what one costs in the store."""
