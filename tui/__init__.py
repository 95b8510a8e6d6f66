"""The top floor: what a person meets, the command line and the Textual app. Importing it imports nothing else."""
