"""A quarter's way from 进行中 over 公示 to 已关账: its obstacles, its closing file, its verifying."""
