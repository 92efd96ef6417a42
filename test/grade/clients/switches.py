import os

MISTAKE = os.environ.get("MISTAKE", "")
NOTES = os.environ.get("NOTES", "")
noted = set()


def errs(mistake):
    """Whether to make this mistake.

    It is asked only where the mistake would show: a run in which nobody asks for a switch is the same with it and without. NOTES
    names a file for the switches that were asked for.
    """
    if NOTES and mistake not in noted:
        with open(NOTES, "a") as notes:
            notes.write(mistake + "\n")
    noted.add(mistake)
    return MISTAKE == mistake
