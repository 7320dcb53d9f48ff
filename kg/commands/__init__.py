"""The commands of `kg`, one module a kind of work; each parses, calls one function of the library and prints."""
