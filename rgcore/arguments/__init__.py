"""What public functions require of their arguments: one function per kind, which returns the argument or refuses it.

Each takes the name of the argument and what was given, returns it in the form that the code below works with, and
raises :class:`rgcore.errors.InputError` with one sentence: what must hold, and what was found. What has one meaning is
converted (a list for an array, int64 for spins, a whole float32 for a float64); what could mean two things is refused.
A public function checks once, on entry; kernels and functions that are called in loops check nothing.
"""
