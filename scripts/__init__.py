"""What a maintainer runs by hand; see README.md."""
