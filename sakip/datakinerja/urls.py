app_name = "datakinerja"
urlpatterns: list[object] = []
