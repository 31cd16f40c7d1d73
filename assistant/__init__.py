"""Questions to cited answers, over the command line, HTTP and a chat page."""
