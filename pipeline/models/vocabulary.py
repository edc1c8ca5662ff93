"""The closed lists of words that a report may use; the published schema takes its enumerations from here."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a rule ends (DESIGN: promise 1)."""

    PASSED = "passed"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """How much a finding weighs for the tray."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Recommendation(StrEnum):
    """The tray that the program proposes."""

    FORWARD = "forward"
    HOLD = "hold"
    RETURN = "return"
    QUARANTINE = "quarantine"


class Confidence(StrEnum):
    """How surely a value stands in the text; ordered by :data:`CONFIDENCE_ORDER`."""

    STATED = "stated"
    INFERRED = "inferred"
    UNCERTAIN = "uncertain"


CONFIDENCE_ORDER = (Confidence.STATED, Confidence.INFERRED, Confidence.UNCERTAIN)


def weakest(*bands: Confidence) -> Confidence:
    """The least sure of the given bands; ``stated`` where none is given."""
    return max(bands, key=CONFIDENCE_ORDER.index, default=Confidence.STATED)


class FindingKind(StrEnum):
    """What a finding speaks about."""

    RULE = "rule"
    FILE = "file"
    DOSSIER = "dossier"


class FileStatus(StrEnum):
    """What became of one submitted file."""

    READ = "read"
    READ_WITH_LOSSES = "read_with_losses"
    NOT_READ_YET = "not_read_yet"
    REFUSED = "refused"
    EMPTY = "empty"


class DocumentKind(StrEnum):
    """Kind of one paper (tên loại văn bản)."""

    REQUEST_LETTER = "request_letter"
    ACHIEVEMENT_REPORT = "achievement_report"
    MINUTES = "minutes"
    BALLOT_MINUTES = "ballot_minutes"
    AWARD_DECISION = "award_decision"
    COMMITTEE_DECISION = "committee_decision"
    DECISION = "decision"
    PLAN = "plan"
    LAUNCH = "launch"
    GUIDANCE = "guidance"
    REVIEW_REPORT = "review_report"
    INVITATION = "invitation"
    NOMINEE_LIST = "nominee_list"
    SCORE_SHEET = "score_sheet"
    PLEDGE = "pledge"
    REGULATION = "regulation"
    REGISTRATION = "registration"
    CONFIRMATION = "confirmation"
    OFFICIAL_LETTER = "official_letter"
    BLANK_FORM = "blank_form"
    OTHER = "other"


class DocumentForm(StrEnum):
    """Whether a paper is finished: a blank number or date makes a draft, empty fields a blank form."""

    FINAL = "final"
    DRAFT = "draft"
    BLANK = "blank"


class DateRole(StrEnum):
    """What a date in a paper is the date of."""

    LETTERHEAD = "letterhead"
    CITATION = "citation"
    PLAN = "plan"
    LAUNCH = "launch"
    PRELIMINARY_REVIEW = "preliminary_review"
    FINAL_REVIEW = "final_review"
    CONFERENCE = "conference"
    COUNCIL_MEETING = "council_meeting"
    VOTE = "vote"
    MERIT_PERIOD = "merit_period"
    BIRTH = "birth"
    RECEIPT = "receipt"
    SIGNATURE = "signature"
    ESTABLISHMENT = "establishment"
    OTHER = "other"


class Precision(StrEnum):
    """To what a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class NomineeType(StrEnum):
    """Who is nominated (đối tượng khen thưởng)."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    ENTERPRISE = "enterprise"
    STEERING_COMMITTEE = "steering_committee"


class CommitteeGroup(StrEnum):
    """How near a body stands to a Ban Chỉ đạo; false friends have no group."""

    SAME_THING = "same_thing"
    HELPING = "helping"
    ELECTION = "election"
    IMPLEMENTING = "implementing"


class CommendationKind(StrEnum):
    """Loại hình khen thưởng (Law 06/2022/QH15, article 8)."""

    ACHIEVEMENT = "achievement"
    SUDDEN = "sudden"
    THEMATIC = "thematic"
    DEDICATION = "dedication"
    SENIORITY = "seniority"
    DIPLOMATIC = "diplomatic"


class Occasion(StrEnum):
    """What the award is given at."""

    FINAL_REVIEW_PROGRAMME = "final_review_programme"
    PRELIMINARY_REVIEW_PROGRAMME = "preliminary_review_programme"
    FINAL_REVIEW_MOVEMENT = "final_review_movement"
    ANNIVERSARY = "anniversary"
    CLUSTER = "cluster"
    OTHER = "other"


class ReceiptBasis(StrEnum):
    """What a bound of the receipt interval rests on."""

    REGISTER = "register"
    MANIFEST = "manifest"
    RECEIPT_STAMP = "receipt_stamp"
    RECEIVER_ENVELOPE = "receiver_envelope"
    FOLDER_FIRST_SEEN = "folder_first_seen"
    LETTER_DATE = "letter_date"
    SENDER_SIGNATURE = "sender_signature"
    SENDER_ENVELOPE = "sender_envelope"
    NONE = "none"


class Complete(StrEnum):
    """Whether every nominee of the dossier was read."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Affects(StrEnum):
    """What an unread part of a dossier could change."""

    DOCUMENTS = "documents"
    NOMINEES = "nominees"
    COUNTS = "counts"
    CONFERENCE = "conference"
    RECEIPT = "receipt"
    COMMENDATION = "commendation"
    ADDRESSEES = "addressees"
    DATES = "dates"
    MEMBERS = "members"


class Reason(StrEnum):
    """Why a finding is not simply passed or violated."""

    NOT_ASSESSED = "not_assessed"
    NOT_READ_YET = "not_read_yet"
    REFUSED = "refused"
    EMPTY = "empty"
    LOSSES = "losses"
    NO_REQUEST = "no_request"
    NO_CONFERENCE = "no_conference"
    CONFERENCE_CONTRADICTORY = "conference_contradictory"
    CONFERENCE_IMPRECISE = "conference_imprecise"
    CONFERENCE_BEFORE_REQUEST = "conference_before_request"
    NO_RECEIPT = "no_receipt"
    RECEIPT_INTERVAL = "receipt_interval"
    CALENDAR_PROVISIONAL = "calendar_provisional"
    CALENDAR_OUT_OF_RANGE = "calendar_out_of_range"
    BORDERLINE = "borderline"
    EARLIER_VERSION_IN_TIME = "earlier_version_in_time"
    KIND_UNKNOWN = "kind_unknown"
    OTHER_KIND = "other_kind"
    OCCASION_UNSURE = "occasion_unsure"
    OTHER_OCCASION = "other_occasion"
    COMMITTEE_OF_OTHER_PROGRAMME = "committee_of_other_programme"
    COMMITTEE_GROUP_DOUBTFUL = "committee_group_doubtful"
    AWARD_NOT_PROVINCIAL = "award_not_provincial"
    NO_NOMINEES = "no_nominees"
    UNCERTAIN_FACT = "uncertain_fact"
    NO_ADDRESSEE = "no_addressee"
    ONLY_IN_RECIPIENTS = "only_in_recipients"
    ISSUER_IS_DEPARTMENT = "issuer_is_department"
    NO_STATED_COUNTS = "no_stated_counts"
    NO_DATES = "no_dates"
    SECRET_MARK = "secret_mark"  # noqa: S105 - a reason, not a password
    CHECK_FAILED = "check_failed"
    LIMIT_EXCEEDED = "limit_exceeded"


class RuleCode(StrEnum):
    """The rules; stable, quoted by officers and by other systems."""

    DEADLINE = "deadline-working-days"
    COMMITTEE_NOMINATED = "steering-committee-nominated"
    COMMITTEE_MEMBERS = "steering-committee-members"
    SENT_THROUGH = "sent-through-internal-affairs"
    COUNTS = "counts-agree"
    DATES = "dates-in-order"
    SECRET_MARK = "secret-mark"  # noqa: S105 - a rule, not a password


class SignatureOutcome(StrEnum):
    """What can be said of a digital signature; what is not known is never "invalid"."""

    VALID = "valid"
    INVALID = "invalid"
    CANNOT_TELL = "cannot_tell"


class SignatureReason(StrEnum):
    """Why a digital signature is invalid (the first four), or cannot be told."""

    DIGEST_MISMATCH = "digest-mismatch"
    """The signed bytes are others than those that were signed."""
    SIGNATURE_WRONG = "signature-wrong"
    """The key of the certificate did not make this signature."""
    CHANGED_AFTER = "changed-after"
    """A later part of the file changes what was signed, and no signature that counts covers it."""
    PARTLY_SIGNED = "partly-signed"
    """Bytes of the signed part itself are not covered."""
    CHANGED_THEN_SIGNED = "changed-then-signed"
    """As ``changed-after``, but somebody signed the whole afterwards."""
    CHANGES_UNCLEAR = "changes-unclear"
    """What came after the signature could not be compared."""
    NO_TRUST_ROOTS = "no-trust-roots"
    UNTRUSTED_ROOT = "untrusted-root"
    EXPIRED_AT_SIGNING = "expired-at-signing"
    NOT_FOR_SIGNING = "not-for-signing"
    WEAK_ALGORITHM = "weak-algorithm"
    NO_TIME = "no-time"
    UNSUPPORTED = "signature-unsupported"
    BROKEN = "signature-broken"
    NOT_CHECKED = "signature-not-checked"
    """Time or memory for it came to an end."""


class TraceRole(StrEnum):
    """Whose moment an envelope gives."""

    SENDER = "sender"
    RECEIVER = "receiver"
    UNKNOWN = "unknown"


class FileCode(StrEnum):
    """What can be wrong with a file or with a whole dossier."""

    FORMAT_NOT_READ_YET = "format-not-read-yet"
    TOOL_MISSING = "tool-missing"
    FILE_EMPTY = "file-empty"
    FILE_DAMAGED = "file-damaged"
    FILE_ENCRYPTED = "file-encrypted"
    FILE_TOO_LARGE = "file-too-large"
    FILE_KIND_UNKNOWN = "file-kind-unknown"
    EXTENSION_LIES = "extension-lies"
    NOT_A_REGULAR_FILE = "not-a-regular-file"
    READING_TIMED_OUT = "reading-timed-out"
    READING_OUT_OF_MEMORY = "reading-out-of-memory"
    READING_CRASHED = "reading-crashed"
    READ_WITH_LOSSES = "read-with-losses"
    PAGE_WITHOUT_TEXT = "page-without-text"
    RECOGNISED_POORLY = "recognised-poorly"
    """Words were recognised in the picture of a page, too unsurely to count the page as read."""
    ARCHIVE_UNSAFE = "archive-unsafe"
    ARCHIVE_NESTED = "archive-nested"
    MANIFEST_INVALID = "manifest-invalid"
    MANIFEST_IN_ARCHIVE = "manifest-in-archive"
    NAME_UNUSUAL = "name-unusual"
    DOSSIER_EMPTY = "dossier-empty"
    DOSSIER_TOO_LARGE = "dossier-too-large"
    NO_REQUEST_LETTER = "no-request-letter"
    RENDITIONS_DIFFER = "renditions-differ"
    SIGNATURE_VALID = "signature-valid"
    SIGNATURE_INVALID = "signature-invalid"
    SIGNATURE_UNVERIFIED = "signature-unverified"


class LossCode(StrEnum):
    """What a reader had to leave out or change in a file; always counted."""

    INVISIBLE_TEXT = "invisible-text"
    TEXT_OUTSIDE_PAGE = "text-outside-page"
    UNREADABLE_GLYPHS = "unreadable-glyphs"
    PAGE_WITHOUT_TEXT = "page-without-text"
    TEXT_RECOGNISED = "text-recognised"
    """Pages whose words a machine recognised in a picture; by itself nothing is lost."""
    STAMPS_UNREAD = "stamps-unread"
    """Scanned pages that may bear a stamp that was not made out; their words are read all the same."""
    IMAGE = "image"
    EMBEDDED_OBJECT = "embedded-object"
    TRACKED_INSERTION = "tracked-insertion"
    TRACKED_DELETION = "tracked-deletion"
    HIDDEN_TEXT = "hidden-text"
    COMMENT = "comment"
    PART_MISSING = "part-missing"
    EXTERNAL_LINK = "external-link"
    LEGACY_CONVERTED = "legacy-converted"
    """Text in TCVN3, VNI or VPS that was read whole."""
    LEGACY_ENCODING = "legacy-encoding"
    MACRO = "macro"
    ACTIVE_CONTENT = "active-content"
