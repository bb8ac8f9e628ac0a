"""What is told of a policy and of a person, in the same words on the terminal, in editors and in the page."""
