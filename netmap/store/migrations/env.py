"""Run by Alembic: migrations go over the connection, and in the transaction, of whoever opens the store."""

from alembic import context

from netmap.store.layout import RECORD

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=RECORD,
    transactional_ddl=False,  # the caller's transaction is the one that counts
)
context.run_migrations()
