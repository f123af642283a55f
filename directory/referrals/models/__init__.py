"""The records of referrals, one noun a file."""

from directory.referrals.models.answer_link import AnswerLink
from directory.referrals.models.consent import Consent
from directory.referrals.models.done_request import DoneRequest
from directory.referrals.models.payload import SealedKey, SealedPayload
from directory.referrals.models.recipient import Recipient
from directory.referrals.models.referral import Referral
from directory.referrals.models.referral_count import ReferralCount

__all__ = [
    "AnswerLink",
    "Consent",
    "DoneRequest",
    "Recipient",
    "Referral",
    "ReferralCount",
    "SealedKey",
    "SealedPayload",
]
