"""Spreadsheets in and out, for every component: pure functions on bytes, no models, no database.

``reading`` turns a file into cells as a person sees them, ``headers`` finds the columns, ``problems`` says in
Indonesian what is wrong and where, ``annotate`` gives a refused file back with its bad cells marked, ``columns`` and
``workbook`` are our own template both ways.
"""
