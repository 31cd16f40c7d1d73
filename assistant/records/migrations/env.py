"""Run by Alembic, over the connection that ``assistant.records.database`` hands it."""

from alembic import context

from assistant.records.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
