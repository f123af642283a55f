"""The engines that people would otherwise install, on the same rows and searches."""
