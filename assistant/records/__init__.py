"""What a deployment keeps in a database: API keys, feedback and, by consent, questions."""

from assistant.records.database import Database
from assistant.records.feedback import Feedback, FeedbackLog, Rating, Reason
from assistant.records.keys import Key, Keys, NewKey, Scope
from assistant.records.questions import LoggedQuestion, QuestionLog
from assistant.records.retention import Retention

__all__ = [
    "Database",
    "Feedback",
    "FeedbackLog",
    "Key",
    "Keys",
    "LoggedQuestion",
    "NewKey",
    "QuestionLog",
    "Rating",
    "Reason",
    "Retention",
    "Scope",
]
