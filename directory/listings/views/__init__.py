"""What the pages of listings show, read and put into words."""
