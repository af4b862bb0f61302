app_name = "pelaporan"
urlpatterns: list[object] = []
