"""What people have samples in, a file per library, which the type of an object identifies and nothing imports."""
