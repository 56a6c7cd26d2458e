"""The tools of assistants: the Model Context Protocol (https://modelcontextprotocol.io).

Nothing here is imported unless GOVGRAPH_MCP turns it on; it needs the extra `govgraph[mcp]`.
"""
