"""What may not stand in any text: whatever leads to pictures of abuse, or to a person."""
