"""The keys of a data set in the config, by what they are about; the card of a kind lists which groups apply to it."""
