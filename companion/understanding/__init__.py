"""From an utterance to an interpretation: names, times, cues, and the intents they may mean."""
