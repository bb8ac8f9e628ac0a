"""Registers: tables of people in csv, workbooks and parquet, judged row by row and written back.

In: a kernel and the path of a register. Out: a file with one row for each row of the register, and a
`Report`. Memory doesn't grow with the number of rows, except for what a workbook's sheet itself takes.
"""
