"""Skills: each answers the intents of one data file, or declines. One file of code each."""
