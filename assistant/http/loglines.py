"""What libraries log, as our own lines: standard error holds one JSON object a line."""

import logging

import structlog

_log = structlog.get_logger("assistant.libraries")


class LogLines(logging.Handler):
    """Hands records of ``logging`` on to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        tell = _log.error if record.levelno >= logging.ERROR else _log.warning
        tell("library", logger=record.name, reason=record.getMessage(), exc_info=record.exc_info)


_LINES = LogLines(logging.WARNING)


def install() -> None:
    """Send what libraries log or warn of, from warnings on, through structlog.

    To be called by a process of its own before a library sets up logging, as MCP's server does
    where nobody has.
    """
    logging.getLogger().addHandler(_LINES)
    logging.captureWarnings(True)
