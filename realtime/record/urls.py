"""The record as files (C2SP tlog-tiles)."""

from django.urls import path

from realtime.record import views

app_name = "record-files"
urlpatterns = [
    path("record/checkpoint", views.checkpoint, name="checkpoint"),
    path("record/checkpoint.witnessed", views.witnessed, name="witnessed"),
    path("record/vkey", views.verifier_keys, name="vkey"),
    path("record/siang-verify.py", views.script, name="script"),
    path("record/siang-witness.py", views.witness_script, name="witness-script"),
    path("record/receipts/<uuid:identity>.tlog-proof", views.proof, name="proof"),
    path("record/receipts/<uuid:identity>.svg", views.qr, name="qr"),
    path("record/tile/<str:level>/<path:path>", views.tile, name="tile"),
]
