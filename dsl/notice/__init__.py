"""The notice itself: its text read into places and numbers, without a sentence being kept."""
