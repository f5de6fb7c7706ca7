"""What Pulumi needs before its first update, made in the site's own account and taken back."""
