"""Outlets (媒体/平台): their profiles, limits and forms."""
