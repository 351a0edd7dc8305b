"""The endpoints of the development provider (OpenID Connect Core 1.0, authorization code flow)."""

import base64
import binascii
import hmac
from typing import Any
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.idp_dev import grants, keys
from accounts.idp_dev.forms import PersonForm

SCOPES = ["openid", "pid", "given_name", "family_name", "birthdate", "address", "ial"]


@require_GET
@cache_control(max_age=60)
def discovery(_request: HttpRequest) -> JsonResponse:
    """OpenID Connect Discovery 1.0."""
    issuer = settings.DEV_IDP_ISSUER
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": SCOPES,
            "claims_supported": [*SCOPES[1:], "sub", "iss", "aud", "exp", "iat", "nonce", "at_hash"],
            "ui_locales_supported": ["th", "en"],
        }
    )


@require_GET
@cache_control(max_age=60)
def jwks(_request: HttpRequest) -> JsonResponse:
    """The public keys."""
    return JsonResponse(keys.published())


@never_cache
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A wrong client or address is told to the person and never redirected to."""
    asked = request.GET
    client = settings.DEV_IDP_CLIENT
    redirect_uri = asked.get("redirect_uri", "")
    if asked.get("client_id") != client["client_id"] or redirect_uri not in client["redirect_uris"]:
        return HttpResponseBadRequest("Unknown client_id or redirect_uri.", content_type="text/plain; charset=utf-8")
    if error := _wrong(asked.dict()):
        return _back(redirect_uri, asked.get("state", ""), error=error)
    if request.method == "POST" and "cancel" in request.POST:
        return _back(redirect_uri, asked.get("state", ""), error="access_denied")
    form = PersonForm(request.POST or None)
    if form.is_valid():
        scopes = frozenset(asked["scope"].split())
        challenge = asked.get("code_challenge", "")
        grant = grants.Grant(form.chosen(), redirect_uri, asked.get("nonce", ""), challenge, scopes)
        return _back(redirect_uri, asked.get("state", ""), code=grants.issue(grant))
    with translation.override("en" if asked.get("ui_locales", "").startswith("en") else "th"):
        return render(request, "idp_dev/authorize.html", {"form": form})


@csrf_exempt
@require_POST
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """A code becomes an ID token, for the client that can name itself."""
    if not _is_client(request):
        answer = JsonResponse({"error": "invalid_client"}, status=401)
        answer["WWW-Authenticate"] = 'Basic realm="dev-idp"'
        return answer
    if request.POST.get("grant_type") != "authorization_code":
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    grant = grants.redeem(
        request.POST.get("code", ""),
        redirect_uri=request.POST.get("redirect_uri", ""),
        verifier=request.POST.get("code_verifier", ""),
    )
    if grant is None:
        return JsonResponse({"error": "invalid_grant"}, status=400)
    return JsonResponse(grants.answer(grant))


@require_GET
@never_cache
def userinfo(request: HttpRequest) -> JsonResponse:
    """The same claims, for a bearer of the access token."""
    kind, _space, access_token = request.headers.get("Authorization", "").partition(" ")
    grant = grants.granted(access_token) if kind == "Bearer" else None
    if grant is None:
        return JsonResponse({"error": "invalid_token"}, status=401)
    return JsonResponse(grants.about(grant))


def _wrong(asked: dict[str, Any]) -> str:
    """The error code of RFC 6749 for a request that cannot be served; empty when it can."""
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in asked.get("scope", "").split():
        return "invalid_scope"
    if asked.get("code_challenge") and asked.get("code_challenge_method") != "S256":
        return "invalid_request"
    return ""


def _back(redirect_uri: str, state: str, **said: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{redirect_uri}?{urlencode(said | {'state': state})}")


def _is_client(request: HttpRequest) -> bool:
    """Client authentication by basic header or by form (RFC 6749 2.3.1)."""
    kind, _space, value = request.headers.get("Authorization", "").partition(" ")
    said = (request.POST.get("client_id", ""), request.POST.get("client_secret", ""))
    if kind == "Basic":
        try:
            name, _colon, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        said = unquote(name), unquote(secret)
    client = settings.DEV_IDP_CLIENT
    known = f"{client['client_id']}\n{client['secret']}"
    return hmac.compare_digest("\n".join(said).encode(), known.encode())
