"""What people have samples in, a file per library, which is told by the type of an object and never imported."""
