"""Instansi and their units, people and positions, accounts and roles, and the policy of an instansi."""

from sakip.organisasi.models.akun import Akun, AkunManager, AkunQuerySet, Penugasan, TujuanUndangan, Undangan
from sakip.organisasi.models.instansi import Agenda, AsalAgenda, Geser, HariLibur, Instansi, ZonaWaktu
from sakip.organisasi.models.kebijakan import Kebijakan
from sakip.organisasi.models.pegawai import Jabatan, MasaJabatan, Pegawai, Pelantikan, Sebagai, StatusPegawai
from sakip.organisasi.models.unit import JenisSilsilah, Reorganisasi, Silsilah, Unit

__all__ = [
    "Agenda",
    "Akun",
    "AkunManager",
    "AkunQuerySet",
    "AsalAgenda",
    "Geser",
    "HariLibur",
    "Instansi",
    "Jabatan",
    "JenisSilsilah",
    "Kebijakan",
    "MasaJabatan",
    "Pegawai",
    "Pelantikan",
    "Penugasan",
    "Reorganisasi",
    "Sebagai",
    "Silsilah",
    "StatusPegawai",
    "TujuanUndangan",
    "Undangan",
    "Unit",
    "ZonaWaktu",
]
