"""Review: pages on which a reviewer sees what a release says, what changed, and decides."""
