"""What Tortoise works out of our models each time a database is opened, worked out once a kind.

A server opens one database; two thousand tests open one each, and a twelfth of their time was that.
"""

from typing import Any

from tortoise.apps import Apps
from tortoise.models import Model

_work_out = Apps._build_initial_querysets
# What becomes of a model by the kind of its database; all else stays as it was made first.
_LISTS = ("db_default_fields", "db_complex_fields", "db_native_fields")
_BY_KIND = ("filters", *_LISTS, "basetable", "basequery", "basequery_all_fields")
_kept: dict[tuple[tuple[type[Model], str | None], ...], list[dict[str, Any]]] = {}


def prepare_models_once() -> None:
    Apps._build_initial_querysets = _prepare  # type: ignore[assignment, method-assign]  # till the end


def _prepare(apps: Apps) -> None:
    models = [model for app in apps.apps.values() for model in app.values()]
    # The name of a connection says its kind (`tortoise_config`).
    key = tuple((model, model._meta.default_connection) for model in models)
    if key not in _kept:
        _kept[key] = _worked_out(apps, models)
    for model, values in zip(models, _kept[key], strict=True):
        for name, value in values.items():
            setattr(model._meta, name, value)


def _worked_out(apps: Apps, models: list[type[Model]]) -> list[dict[str, Any]]:
    """By model; in collections of its own, for Tortoise fills again those that it finds."""
    for model in models:
        model._meta.filters = dict(model._meta.filters)
        for name in _LISTS:
            setattr(model._meta, name, [])
    _work_out(apps)
    return [{name: getattr(model._meta, name) for name in _BY_KIND} for model in models]
