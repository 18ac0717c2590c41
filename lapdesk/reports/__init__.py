"""Paper and pictures: ReportLab documents and drawings made from figures."""
