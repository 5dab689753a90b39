"""A quarter's way from 进行中 over 公示 to 已定稿: its obstacles, its closing file, its verifying."""
