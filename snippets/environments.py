"""Samples for the section "Environment Architectures"."""

from databricks.sdk import WorkspaceClient
from databricks.sdk.service.catalog import (
    CatalogIsolationMode,
    WorkspaceBinding,
    WorkspaceBindingBindingType,
)


def bind(w: WorkspaceClient, prod_workspace: int, dev_workspace: int) -> None:
    """Production writes, development reads, every other workspace is refused."""
    # --8<-- [start:binding]
    w.catalogs.update("prod", isolation_mode=CatalogIsolationMode.ISOLATED)
    w.workspace_bindings.update_bindings(
        securable_type="catalog",
        securable_name="prod",
        add=[
            WorkspaceBinding(workspace_id=prod_workspace),  # read and write
            WorkspaceBinding(
                workspace_id=dev_workspace,
                binding_type=WorkspaceBindingBindingType.BINDING_TYPE_READ_ONLY,
            ),
        ],
    )
    # --8<-- [end:binding]
