"""What is wrong with settings, in one sentence, and what to write instead."""
