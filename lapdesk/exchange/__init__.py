"""Files in and out: summary, working file, certificates, spreadsheets."""
