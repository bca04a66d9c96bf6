"""From the files of a recording to spike trains in seconds, and from these to counts in bins."""
