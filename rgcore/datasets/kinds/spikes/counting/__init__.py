"""How spike trains are counted: the stretches of time, trials one after another, and bins."""
