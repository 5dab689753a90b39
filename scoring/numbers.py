"""How a number is written: on a screen, in a file, in a sentence."""


def plain(number):
    """A Decimal as people write it: 10, 3.34, 0.5; never 1E+1."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(number):
    """+10 or −0.5: what is added or taken away."""
    return f"−{plain(-number)}" if number < 0 else f"+{plain(number)}"
