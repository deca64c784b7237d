"""The way to the operator's own AWS account: functions and what they stand on as one template, and its deployment."""
