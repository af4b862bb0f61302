"""Templates are found and compiled by cotton; on the way their texts are marked as messages."""

from __future__ import annotations

from django_cotton.cotton_loader import Loader as CottonLoader

from sakip.kernel.translation import marked


class Loader(CottonLoader):  # type: ignore[misc]  # cotton has no types
    """Cotton's loader over marked sources. Pages only: a mail is written in one language."""

    def _get_template_string(self, template_name: str) -> str:
        source: str = super()._get_template_string(template_name)
        return marked(source) if template_name.endswith(".html") else source
