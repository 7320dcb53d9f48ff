"""The graph as tools of a language model: a server of the Model Context Protocol (MCP) on standard input and output.

:mod:`kg.mcp.server` names the tools, :mod:`kg.mcp.answers` answers them from a graph, :mod:`kg.mcp.worker` does so in a
process that may be ended.
"""
