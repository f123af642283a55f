"""All that a line of the audit log can say. A name, an address or a sentence is none of it.

Whoever adds a word here adds it for 24 months: the log outlives what it is about (promise 8), so
it may tell that something happened, never about whom a referral is.
"""

ACTIONS = frozenset(
    {
        # who signs in
        "account_invited", "account_opened", "account_suspended", "account_removed",
        "account_deleted",
        "role_given", "role_taken", "signed_in", "sign_in_refused", "signed_out", "session_ended",
        "password_confirmed", "password_changed", "password_reset", "totp_added", "totp_removed",
        "passkey_added", "passkey_removed", "recovery_codes_drawn", "recovery_code_used",
        "invitation_withdrawn", "account_resumed", "reset_sent", "role_switched",
        "factor_confirmed", "organization_added", "team_added", "api_key_made", "api_key_revoked",
        # keys
        "team_founded", "member_joined", "member_left", "team_key_renewed", "team_key_given",
        "recovery_key_printed", "recovery_key_used",
        # consents and referrals
        "consent_moved", "referral_moved", "payload_opened", "payload_exported",
        "payload_shredded", "reminder_sent", "lead_asked", "sender_warned", "disclosure_compelled",
        "referral_handed_over", "consent_seconded", "void_asked", "answer_link_sent",
        "copy_deleted", "desk_changed",
        "receipt_shown", "referral_deleted", "consent_deleted",
        # listings
        "listing_link_sent", "listing_confirmed", "listing_changed", "listing_restored",
        "place_shown", "listing_translated", "table_taken_over", "review_asked", "review_decided",
        "room_said", "listings_merged", "listing_listed_again", "listings_kept_apart",
        "organization_trusted", "organization_not_trusted", "organization_claimed",
        # the house
        "access_refused", "figures_released", "backup_made", "audit_checked", "audit_exported",
        "settings_changed", "audit_cut",
    }
)  # fmt: skip

STATES = frozenset(
    {
        # of a referral
        "draft", "sent", "accepted", "in_contact", "waiting", "completed", "declined", "unable",
        "recalled", "withdrawn", "lapsed", "voided",
        # of a consent, where it has others
        "active", "in_use", "refused", "spent", "expired", "superseded",
        # of an account
        "invited", "open", "suspended", "removed",
        # roles
        "caseworker", "team_lead", "recipient", "provider", "editor", "operator",
    }
)  # fmt: skip

REASONS = frozenset(
    {
        # why a referral was declined, or came to nothing
        "not_eligible", "no_capacity", "not_our_service", "area", "language",
        "conflict_of_interest", "other_coded", "could_not_contact_safely", "capacity_lost",
        "not_eligible_after_all",
        # what a service waits for, and why a sender called a referral back
        "place", "appointment", "person", "interpreter", "other_service", "found_elsewhere",
        "no_longer_needed", "wrong_service", "no_answer",
        # what came of it
        "service_started", "service_given", "person_chose_not_to", "referred_on_by_person",
        # who or what withdrew it
        "by_code", "by_giver", "on_their_word", "by_clock", "created_in_error",
        # why somebody did not get in, or no more
        "wrong_password", "wrong_code", "too_often", "idle", "too_old", "ended_elsewhere",
        "not_theirs", "left_the_team", "forgotten",
        # a program did it, with a key of whoever is named
        "by_key",
    }
)  # fmt: skip

# Who acted, where it was nobody with an account.
NO_ACCOUNT = frozenset({"clock", "family", "desk", "stranger", "command_line", "provider"})
