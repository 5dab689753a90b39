"""A quarter's way from 进行中 over 公示 to 已关账: its gates, its closing file, its verifying."""
