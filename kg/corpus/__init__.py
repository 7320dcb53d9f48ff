"""Many documents to one graph: shards of results that are kept, worker processes, and folders that survive a kill."""
