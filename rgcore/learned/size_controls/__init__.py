"""What has a size without having learned a block: controls of the study of block size, on the square and the ring."""
