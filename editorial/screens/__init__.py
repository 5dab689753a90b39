"""What every screen shares: lists, answers, dates, fields, menus. Knows no row."""
