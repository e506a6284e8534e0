"""Terminal: what a person sees of a run, a mission, its changes and sources, 80 columns wide or more."""
