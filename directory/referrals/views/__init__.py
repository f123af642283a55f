"""What the pages of referrals show, worked out before anything is rendered."""
