"""Data of an organisation in and out by spreadsheet: units, positions, people, accounts, a pelantikan.

``jenis`` lists the columns of each kind, by which a file is read (``tabel``) and a template is written (``templat``);
``unit``, ``jabatan``, ``pegawai``, ``akun`` and ``pelantikan`` each compare a table with what stands and make a plan
(``rencana``); ``applying`` turns a plan into the one action that writes it. Nothing is deleted by an import.
"""
