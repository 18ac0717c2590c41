"""One module a place of the rail; each screen is in the list of `lapdesk.ui.places`."""
