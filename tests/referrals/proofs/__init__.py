"""What no order of acts, no race and no crash can break: the promises about referrals, tried."""
