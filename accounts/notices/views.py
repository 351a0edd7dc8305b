"""My notices, how often I want mail, what I follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.notices import composing, following
from accounts.notices.forms import ChoiceForm
from accounts.notices.models import Choice, Notice

SIZE = 30
private = cache_control(private=True, no_store=True)


@private
@login_required
def my_notices(request: HttpRequest) -> HttpResponse:
    """What I was told, the newest first."""
    user = signed_in(request)
    after = request.GET.get("after", "")
    rows = Notice.objects.of(user).before(int(after)) if after.isdecimal() else Notice.objects.of(user)
    shown = list(rows[: SIZE + 1])
    page = {
        "notices": shown[:SIZE],
        "next_url": f"?after={shown[SIZE - 1].pk}" if len(shown) > SIZE else "",
        "unread": Notice.objects.filter(user=user).unread().exists(),
        "follows": [(follow, following.describe(follow.about)) for follow in user.follows.order_by("-since")[:100]],
    }
    return render(request, "notices/list.html", page)


@private
@login_required
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Go to what a notice is about; it counts as read."""
    notice = get_object_or_404(Notice.objects.of(signed_in(request)), pk=notice_id)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(f"/{get_language()}{notice.message.path}")


@private
@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything counts as read."""
    Notice.objects.filter(user=signed_in(request)).unread().update(read_at=timezone.now())
    return redirect("notices:list")


@private
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """How often, and in which language."""
    user = signed_in(request)
    choice = Choice.objects.filter(user=user).first() or Choice(user=user, language=get_language() or "th")
    form = ChoiceForm(request.POST or None, instance=choice)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept. From now on we write to you as you chose."))
        return redirect("notices:list")
    return render(request, "notices/choose.html", {"form": form, "email": user.email})


@private
@login_required
def follow(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Follow a process, or stop: one page that says which of the two it is now."""
    user, about = signed_in(request), f"{kind}/{public_id}"
    found = following.describe(about)
    if found is None:
        raise Http404
    if request.method == "POST":
        _set(request, about)
        return HttpResponseRedirect(found.url)
    page = {"found": found, "follows": following.follows(user=user, about=about), "choose": reverse("notices:choose")}
    return render(request, "notices/follow.html", page)


def _set(request: HttpRequest, about: str) -> None:
    user = signed_in(request)
    if request.POST.get("follow") == "no":
        following.unfollow(user=user, about=about)
    else:
        following.follow(user=user, about=about)


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all mail from a link in one. A page asks first; a mail program may send the form itself (RFC 8058).

    Needs no protection against forged forms: the token in the address is the proof.
    """
    if request.method == "POST" and not composing.stop(token):
        raise Http404
    return render(request, "notices/stop.html", {"stopped": request.method == "POST"})
