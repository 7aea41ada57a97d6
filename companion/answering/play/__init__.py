"""Games: word chain, quiz, riddles, twenty questions, rock-paper-scissors; and jokes."""
