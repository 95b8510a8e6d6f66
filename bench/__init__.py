"""How fast nianbao is, as ratios to something simple that is measured in the same run, in turn with it."""
