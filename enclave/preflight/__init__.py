"""What a site's account, region and organization would refuse, told before the first update."""
