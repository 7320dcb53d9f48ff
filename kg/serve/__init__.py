"""The graph over HTTP: a SPARQL 1.1 endpoint, and pages for people. Queries run in processes without network."""
