"""The robot for screens and programs: HTTP, WebSockets and the page, on one loaded robot."""
