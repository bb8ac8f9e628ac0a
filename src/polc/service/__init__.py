"""What an editor asks of a policy: findings, meanings, places, words that can follow. No editor in here."""
