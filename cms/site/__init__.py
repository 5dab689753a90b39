"""The public site: what stands on its front."""
