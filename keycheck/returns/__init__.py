"""What happens next: the claim, its codes, the facts of law, the outcome."""
