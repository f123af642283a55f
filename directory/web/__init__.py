"""One way to answer a request."""
