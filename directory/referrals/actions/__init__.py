"""What can be done to a referral: each act one transaction, with its line of the audit."""
