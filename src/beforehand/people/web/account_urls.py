"""The pages of staff accounts: exactly those that are used. The library has more, and they do not exist here."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as outside
from django.urls import path
from django.views.generic import RedirectView

from beforehand.people.second_factor import with_second_factor
from beforehand.people.web import organisation

WHO = {"provider_id": organisation.WHO}
urlpatterns = [
    path("", with_second_factor(second.index, sets_up=True), name="mfa_index"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-step/", second.authenticate, name="mfa_authenticate"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path(
        "sign-in/address/",
        RedirectView.as_view(pattern_name="account_login"),
        name="account_email_verification_sent",
    ),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", second.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/", with_second_factor(account.password_change), name="account_change_password"),
    path("password/first/", with_second_factor(account.password_set), name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/forgotten/new/", account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("app/on/", with_second_factor(app.activate_totp, sets_up=True), name="mfa_activate_totp"),
    path("app/off/", with_second_factor(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", with_second_factor(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        with_second_factor(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        with_second_factor(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", with_second_factor(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", with_second_factor(passkeys.add_webauthn, sets_up=True), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", with_second_factor(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/remove/", with_second_factor(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path("organisation/sign-in/", organisation.sign_in, WHO, name="openid_connect_login"),
    path("organisation/back/", organisation.back, WHO, name="openid_connect_callback"),
    path("organisation/cancelled/", outside.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisation/failed/", outside.login_error, name="socialaccount_login_error"),
]
