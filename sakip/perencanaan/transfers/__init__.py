"""*Tabel apa adanya*: tables of indicators as people keep them, read, compared with what stands, and applied.

``fields`` maps columns, ``table`` cuts a sheet into rows, ``kinds`` types what the cells say, ``facts`` loads what
stands, ``plan`` puts both together, ``polarity`` and ``differences`` say what the printed percentages tell,
``applying`` turns a plan into one action, ``report`` writes it for people and machines.
"""
