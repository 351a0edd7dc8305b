"""Petitions."""

from django.urls import URLPattern, path

from petitions.views import case, desk, handing, kinds, paper, reading, signing, starting, writing

app_name = "petitions"
urlpatterns: list[URLPattern] = [
    path("", reading.index, name="index"),
    path("kinds/", kinds.table, name="kinds"),
    path("kinds/own/", kinds.own, name="own-kinds"),
    path("kinds/own/<slug:agency>/new/", kinds.write, name="new-kind"),
    path("kinds/own/<slug:agency>/<slug:code>/", kinds.write, name="next-kind"),
    path("kinds/versions/<slug:code>/<int:number>/", kinds.version, name="kind-version"),
    path("kinds/versions/<slug:code>/<int:number>/approve/", kinds.approve, name="approve-kind"),
    path("clocks/", reading.clocks, name="clocks"),
    path("queue/", reading.queue, name="queue"),
    path("start/", writing.start, name="start"),
    path("start/<slug:kind>/", writing.title, name="write"),
    path("start/<slug:kind>/begin/", writing.begin, name="begin"),
    path("start/<slug:kind>/one-page/", starting.write, name="write-all"),
    path("join/", starting.enter_code, name="enter-code"),
    path("join/<slug:code>/", starting.join, name="join"),
    path("mine/", starting.mine, name="mine"),
    path("joined/", starting.joined, name="joined"),
    path("desk/", desk.desk, name="desk"),
    path("desk/delay/", case.delay, name="delay"),
    path("paper/", paper.counter, name="paper"),
    path("paper/line/", paper.line, name="paper-line"),
    path("paper/mine/", paper.mine, name="paper-mine"),
    path("paper/<slug:code>/", paper.key, name="paper-key"),
    path("paper/<slug:code>/scan/", paper.scan, name="paper-scan"),
    path("paper/<slug:code>/attach/", paper.attach, name="paper-attach"),
    path("paper/<slug:code>/strike/", paper.strike, name="paper-strike"),
    path("<slug:public_id>/", reading.petition, name="petition"),
    path("handover/<slug:agency>/key/", handing.key, name="handover-key"),
    path("<slug:public_id>/package/", handing.package, name="handover"),
    path("<slug:public_id>/package/<uuid:pk>/", handing.fetch, name="handover-fetch"),
    path("<slug:public_id>/sheets/", paper.check, name="paper-sheets"),
    path("<slug:public_id>/sheets/print/", paper.print_forms, name="paper-print"),
    path("<slug:public_id>/sheets/import/", paper.bring, name="paper-import"),
    path("<slug:public_id>/sheets/sample/<int:pk>/", paper.sample, name="paper-sample"),
    path("<slug:public_id>/names/", reading.names, name="names"),
    path("<slug:public_id>/sign/", signing.Sign.as_view(), name="sign"),
    path("<slug:public_id>/withdraw/", signing.withdraw, name="withdraw"),
    path("<slug:public_id>/draft/", starting.draft, name="draft"),
    path("<slug:public_id>/edit/", starting.edit, name="edit"),
    path("<slug:public_id>/write/<slug:step>/", writing.step, name="write-step"),
    path("<slug:public_id>/leave/", starting.leave, name="leave"),
    *(
        path(f"<slug:public_id>/{verb}/", starting.step, {"verb": verb}, name=verb)
        for verb in ("invite", "submit", "deliver")
    ),
    path("<slug:public_id>/give-up/", starting.give_up, name="give-up"),
    path("<slug:public_id>/decide/", desk.decide, name="decide"),
    path("<slug:public_id>/case/", case.case, name="case"),
    path("<slug:public_id>/open-from/", case.open_from, name="open-from"),
    path("<slug:public_id>/extend/", case.extend, name="extend"),
    path("<slug:public_id>/appeal/", case.appeal, name="appeal"),
    path("<slug:public_id>/appeal/<int:pk>/", case.decide_appeal, name="decide-appeal"),
    path("<slug:public_id>/take-over/", desk.deliver, name="take-over"),
    path("<slug:public_id>/check/", desk.check, name="check"),
    path("<slug:public_id>/answer/", desk.answer, name="answer"),
]
