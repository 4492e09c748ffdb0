"""`python -m triplewire`: the command line where the script is not on the path."""

from triplewire.cli import main

if __name__ == "__main__":
    main()
