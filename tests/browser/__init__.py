"""What a person sees and does, in Debian's Chromium against a real server."""
