"""The tests. What they read in stays until they end, so no garbage is looked for meanwhile."""

import gc

gc.disable()
