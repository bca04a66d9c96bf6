"""What holds of all objects that are taken as samples."""
