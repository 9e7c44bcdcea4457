"""Alembic's way in: the connection comes from `grader.gradebook.store`."""

from alembic import context

from grader.gradebook.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
