"""What the forms of a listing say, and what was typed into them."""
