"""The command line: parses arguments, calls the API, prints, and sets the exit status."""
