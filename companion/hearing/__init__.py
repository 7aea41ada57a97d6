"""From sound to utterances: voice activity, end of turn, speech-to-text engines."""
