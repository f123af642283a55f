"""What the words of the audit are called on its page. Keys of their translations.

The log keeps the words (`audit_words`), which programs read; a person reads these.
"""

from collections.abc import Mapping

from directory.accounts.words import ROLES
from directory.languages.catalogues import N_

ACTS: Mapping[str, str] = {
    # who signs in
    "account_invited": N_("Sent an invitation"),
    "account_opened": N_("Opened an account"),
    "account_suspended": N_("Stopped an account"),
    "account_resumed": N_("Let an account in again"),
    "account_removed": N_("Ended the own account"),
    "account_deleted": N_("Deleted an account whose time was over"),
    "role_given": N_("Began a role"),
    "role_taken": N_("Ended a role"),
    "role_switched": N_("Went on in another role"),
    "signed_in": N_("Signed in"),
    "sign_in_refused": N_("Was not let in"),
    "signed_out": N_("Signed out"),
    "session_ended": N_("Signed out another browser"),
    "password_confirmed": N_("Showed the password again"),
    "password_changed": N_("Changed the password"),
    "password_reset": N_("Chose a new password by a link"),
    "factor_confirmed": N_("Showed the second factor again"),
    "totp_added": N_("Connected another phone"),
    "totp_removed": N_("Disconnected a phone"),
    "passkey_added": N_("Added a passkey"),
    "passkey_removed": N_("Removed a passkey"),
    "recovery_codes_drawn": N_("Made new recovery codes"),
    "recovery_code_used": N_("Used a recovery code"),
    "invitation_withdrawn": N_("Withdrew an invitation"),
    "reset_sent": N_("Sent a link for a new password"),
    "organization_added": N_("Added an organization"),
    "team_added": N_("Added a team"),
    "api_key_made": N_("Made a key for a program"),
    "api_key_revoked": N_("Ended a key of a program"),
    # keys
    "team_founded": N_("Made the first key of a team"),
    "member_joined": N_("Joined a team"),
    "member_left": N_("Left a team"),
    "team_key_renewed": N_("Gave a team a new key"),
    "team_key_given": N_("Gave a colleague the key of the team"),
    "recovery_key_printed": N_("Made a recovery key"),
    "recovery_key_used": N_("Used the recovery key"),
    # consents and referrals
    "consent_moved": N_("Changed the state of a consent"),
    "referral_moved": N_("Changed the state of a referral"),
    "payload_opened": N_("Opened a referral"),
    "payload_exported": N_("Took a referral away as a file"),
    "payload_shredded": N_("Deleted what a referral held"),
    "reminder_sent": N_("Sent a reminder"),
    "referral_handed_over": N_("Handed a referral to a colleague"),
    "referral_deleted": N_("Deleted a referral whose time was over"),
    "consent_seconded": N_("Checked a consent as the second member of staff"),
    "consent_deleted": N_("Deleted a consent whose time was over"),
    "void_asked": N_("Asked to take back what was made in error"),
    "answer_link_sent": N_("Sent a link for an answer"),
    "copy_deleted": N_("Confirmed that a copy was deleted"),
    "desk_changed": N_("Changed what a service asks for"),
    "receipt_shown": N_("Showed the number of a receipt again"),
    "sender_warned": N_("Warned the sender that a consent ends soon"),
    "lead_asked": N_("Asked the team lead"),
    "disclosure_compelled": N_("Had to hand something over by law"),
    # listings
    "listing_link_sent": N_("Asked a provider whether a listing is still right"),
    "listing_confirmed": N_("Confirmed a listing"),
    "listing_changed": N_("Changed a listing"),
    "listing_restored": N_("Made a listing what it was before"),
    "place_shown": N_("Showed a place that was kept private"),
    "listing_translated": N_("Translated texts of a listing"),
    "table_taken_over": N_("Took over a table of listings"),
    "review_asked": N_("Asked for a change of a listing"),
    "room_said": N_("Said whether a service takes new people"),
    "review_decided": N_("Decided about a change of a listing"),
    "listings_merged": N_("Made one listing of two"),
    "organization_trusted": N_("Let changes of an organization count at once"),
    "organization_not_trusted": N_("Let changes of an organization wait again"),
    "organization_claimed": N_("Opened an organization by its published address"),
    "listing_listed_again": N_("Listed a service again that was joined with another"),
    "listings_kept_apart": N_("Said that two listings are two services"),
    # the house
    "access_refused": N_("Was refused a record"),
    "figures_released": N_("Published figures"),
    "backup_made": N_("Made a backup"),
    "audit_checked": N_("Kept a checkpoint of the audit"),
    "audit_exported": N_("Took the audit away as a file"),
    "audit_cut": N_("Deleted lines of the audit whose time was over"),
    "settings_changed": N_("Changed the settings"),
}

STATES: Mapping[str, str] = {
    # of a referral
    "draft": N_("draft"),
    "sent": N_("sent"),
    "accepted": N_("accepted"),
    "in_contact": N_("in contact"),
    "waiting": N_("waiting"),
    "completed": N_("completed"),
    "declined": N_("declined"),
    "unable": N_("not possible"),
    "recalled": N_("called back"),
    "withdrawn": N_("withdrawn"),
    "lapsed": N_("lapsed"),
    "voided": N_("made in error"),
    # of a consent, where it has others
    "active": N_("in force"),
    "in_use": N_("in use"),
    "refused": N_("refused"),
    "spent": N_("used up"),
    "expired": N_("expired"),
    "superseded": N_("replaced"),
    # of an account
    "invited": N_("invited"),
    "open": N_("open"),
    "suspended": N_("stopped"),
    "removed": N_("ended"),
    **{str(role): word for role, word in ROLES.items()},
}

NO_ACCOUNT: Mapping[str, str] = {
    "clock": N_("the clock"),
    "family": N_("the family"),
    "desk": N_("a service, by its link"),
    "stranger": N_("somebody without an account"),
    "command_line": N_("the command line"),
    "provider": N_("a provider by a mailed link"),
}
