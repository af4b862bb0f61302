"""What templates need to show facts: numbers, dates, tones and form controls. Built into every template.

Numbers and dates are written by `sakip.arithmetic.notation`; nothing here computes. Absence is never
printed as 0, as "None" or as an empty cell: the number filters answer None with the dash of an empty cell, and a page
that knows the kind of nothing uses <c-missing>.
"""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Widget
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sakip.arithmetic import notation
from sakip.arithmetic.periods import Periode
from sakip.kernel import choosing
from sakip.kernel.access import ROLE_LABELS, Access, Permission, Role, UnitOwned
from sakip.kernel.composed import said
from sakip.kernel.middleware import CHOICES
from sakip.kernel.telling import moment, word
from sakip.kernel.translation import as_written

register = template.Library()


def _dash() -> SafeString:
    """An empty cell."""
    return format_html(
        '<span class="sk-none"><span aria-hidden="true">–</span><span class="visually-hidden">{}</span></span>',
        said("belum ada"),
    )


TONE_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "sangat-baik": "checks",
        "baik": "check",
        "sedang": "equal",
        "rendah": "arrow-down",
        "sangat-rendah": "alert-triangle",
        "info": "info-circle",
        "netral": "circle",
    }
)
MISSING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "belum-diisi": ("belum diisi", "circle-dashed"),
        "belum-tersedia": ("belum tersedia", "hourglass"),
        "tidak-berlaku": ("tidak berlaku", "ban"),
    }
)
ALERTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "info": ("info", "info-circle"),
        "success": ("success", "circle-check"),
        "warning": ("warning", "alert-triangle"),
        "danger": ("danger", "alert-circle"),
    }
)
_DJANGO_LEVELS = {"error": "danger", "debug": "info"}
BAR_END = Decimal(120)  # a bar shows 0 to 120 percent; what lies beyond is told by the number beside it


# --- numbers and dates -----------------------------------------------------------------------------------------------


@register.filter
def angka(value: Decimal | int | None, places: int = 2) -> str:
    """A number with decimal comma, rounded for display only."""
    return _dash() if value is None else notation.format_number(Decimal(value), places=places)


@register.filter
def utuh(value: Decimal | int | None) -> str:
    """A number with all its digits: 0,335. For targets and realisasi, which are not rounded to two places."""
    return _dash() if value is None else notation.format_number(Decimal(value), places=None)


@register.filter
def entri(value: Any) -> str:
    """A number or a typed value (Isian) as it stands in an input: no thousands points; empty where there is none."""
    if value is None:
        return ""
    return notation.format_entry(value) if isinstance(value, Decimal) else notation.format_nilai_entry(value)


@register.filter
def persen(value: Decimal | int | None, places: int = 2) -> str:
    """A percentage: 99,25%."""
    return _dash() if value is None else notation.format_percent(Decimal(value), places=places)


@register.filter
def rupiah(value: int | None) -> str:
    """Whole rupiah: Rp1.500.000."""
    return _dash() if value is None else notation.format_rupiah(value)


@register.filter
def nilai(value: Any) -> str:
    """A typed value (Isian) of any kind: number, range, predicate, date, duration or a kind of nothing."""
    return _dash() if value is None else said(notation.format_nilai(value))


@register.filter
def nip(value: str) -> str:
    """A NIP as it is printed: 19800101 200501 1 001."""
    return notation.format_nip(value)


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """17 Agustus 2025, in the time zone of the reader's instansi."""
    if value is None:
        return _dash()
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return said(notation.format_date(value))


@register.filter
def waktu(value: datetime | None) -> str:
    """17 Agustus 2025 pukul 14.05, in the time zone of the reader's instansi."""
    return _dash() if value is None else said(moment(value))


@register.filter
def plain(value: Decimal | int) -> str:
    """Digits with a point for attributes of HTML and SVG, whatever the language of the page."""
    return f"{Decimal(value):f}"


@register.filter
def split(text: str) -> list[str]:
    """Words between commas, for short fixed lists in a template."""
    return text.split(",")


@register.filter
def bar_width(value: Decimal | int) -> str:
    """Width of a capaian bar in its own units, 0 to 120."""
    return plain(round(min(max(Decimal(value), Decimal(0)), BAR_END), 1))


@register.filter
def period_choices(periode: Periode) -> list[tuple[str, str]]:
    """Code and label of what one may choose within a year: the whole year or a quarter."""
    return [(kode, _label_without_year(Periode(periode.tahun, kode))) for kode in CHOICES]


@register.filter
def period_word(periode: Periode) -> str:
    """Triwulan II, Semester I, Setahun penuh: the period without its year."""
    return _label_without_year(periode)


def _label_without_year(periode: Periode) -> str:
    if periode.kode == "T":
        return said("Setahun penuh")
    return said(periode.label.removesuffix(f" {periode.tahun}").removesuffix(" Tahun"))


@register.filter
def local_path(url: str | None) -> str:
    """The path of an address, so that a link back never leaves this site; the home page where there is none."""
    parts = urlsplit(url or "")
    path = "/" + parts.path.lstrip("/\\")
    return f"{path}?{parts.query}" if parts.query else path


# --- words and signs -------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A drawn sign from the sprite; read aloud only where it has a label. Ten times cheaper than a part of its own."""
    return format_html(
        '<svg class="sk-icon {}" width="20" height="20" {} focusable="false"><use href="{}#{}"/></svg>',
        css,
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        static("vendor/tabler-icons/icons.svg"),
        name,
    )


@register.filter
def tone_icon(tone: str) -> str:
    """The shape that goes with a tone, so that colour is never alone."""
    return TONE_ICONS[tone]


@register.filter
def missing_word(kind: str) -> str:
    """The words for a kind of nothing; both spellings, with _ and -, are understood."""
    return said(MISSING[kind.replace("_", "-")][0])


@register.filter
def missing_key(kind: str) -> str:
    """The kind of nothing as a name for CSS."""
    return kind.replace("_", "-")


@register.filter
def missing_icon(kind: str) -> str:
    """The shape for a kind of nothing."""
    return MISSING[kind.replace("_", "-")][1]


@register.filter
def alert_tone(tag: str) -> str:
    """Tone of an alert from its own name or from the tags of a Django message."""
    return _alert(tag)[0]


@register.filter
def alert_icon(tag: str) -> str:
    """Icon of an alert, by the same names."""
    return _alert(tag)[1]


def _alert(tag: str) -> tuple[str, str]:
    return ALERTS[_DJANGO_LEVELS.get(tag, tag)]


@register.filter
def may_read(access: Access, row: UnitOwned) -> bool:
    """Whether the reader holds VIEW where the row belongs: the history of a row is read there, the row itself wider."""
    return access.allows(Permission.VIEW, row.owner_path)


@register.filter
def role_label(role: str) -> str:
    """A role as people read it; empty for what the system did itself."""
    return said(ROLE_LABELS.get(Role(role), role)) if role else ""


@register.filter
def dasar_label(kode: str) -> str:
    """Where a target was set, as people write it: PK, RKT, Renstra, RPJMD."""
    return said(word("dasar", kode))


@register.filter
def lapis_label(kode: str) -> str:
    """The lapis of a value in words."""
    return said(word("lapis", kode))


# --- forms -----------------------------------------------------------------------------------------------------------


@register.filter
def control(field: BoundField, help_shown: bool = True) -> SafeString:  # noqa: FBT001, FBT002 - a template's argument
    """The control of a form field with the classes of our look; Django adds aria-invalid and aria-describedby.

    Placeholders are left out: label and help stay readable while typing, a placeholder does not.
    """
    widget = field.field.widget
    classes = [_control_class(widget), str(widget.attrs.get("class", "")), "is-invalid" if field.errors else ""]
    attrs: dict[str, Any] = {"placeholder": False}
    if css := " ".join(name for name in classes if name):
        attrs["class"] = css
    if part := choosing.narrowed(field):
        widget.choices = part.choices
        attrs |= {"data-choose-more": str(part.total), "data-choose-words": part.name}
    if not as_written() and hasattr(widget, "choices"):
        widget.choices = [(value, _choice(label)) for value, label in widget.choices]
    if isinstance(widget, Select):
        choosing.with_notes(widget)
    if not help_shown:  # else Django would point aria-describedby at a help text that is not on the page
        field = copy(field)
        field.help_text = ""
    return field.as_widget(attrs=attrs)


def _choice(label: Any) -> Any:
    """A choice's label in the reader's words and language, those of a group too."""
    if isinstance(label, list | tuple):
        return [(value, _choice(each)) for value, each in label]
    return label if isinstance(label, choosing.Label) else said(str(label))


@register.filter
def option_data(label: object) -> SafeString:
    """What the label of an option carries besides its text, as attributes."""
    attributes = label.attributes if isinstance(label, choosing.Label) else {}
    return format_html_join("", ' {}="{}"', attributes.items())


@register.filter
def narrowed(field: BoundField) -> choosing.Narrowed | None:
    """Of a list too long to be printed, what its search shows; asked before the control is drawn."""
    return choosing.narrowed(field)


def _control_class(widget: Widget) -> str:
    if isinstance(
        widget, RadioSelect | CheckboxSelectMultiple
    ):  # Django gives the class to the list as well: styled by .sk-field
        return ""
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """One box whose label stands to its right."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_not_false(value: object) -> bool:
    """True unless the value is False itself: an attribute that was not given still means yes."""
    return value is not False
