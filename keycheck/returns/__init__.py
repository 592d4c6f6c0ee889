"""What happens next: what is asked, what the law says, what a second test makes of the first (pure)."""
