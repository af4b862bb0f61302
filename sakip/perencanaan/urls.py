app_name = "perencanaan"
urlpatterns: list[object] = []
